package io.xiaozhimesh.registry;

import io.xiaozhimesh.registry.servers.ServerKind;

class PostgreSqlRegistryVerticleTest extends ServerRegistryVerticleContract {

  PostgreSqlRegistryVerticleTest() {
    super(ServerKind.POSTGRESQL);
  }
}
