package io.xiaozhimesh.registry.sql;

import io.xiaozhimesh.registry.servers.DatabaseServer;
import io.xiaozhimesh.registry.servers.ServerKind;

class MariaDbActivationTableTest extends ActivationTableContract {

  @Override
  String emptyDatabaseUrl() {
    return DatabaseServer.shared(ServerKind.MARIADB).emptyDatabaseUrl();
  }
}
