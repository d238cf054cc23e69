package io.xiaozhimesh.registry;

import io.xiaozhimesh.registry.servers.ServerKind;

class MariaDbRegistryVerticleTest extends ServerRegistryVerticleContract {

  MariaDbRegistryVerticleTest() {
    super(ServerKind.MARIADB);
  }
}
