package io.xiaozhimesh.registry.sql;

import io.xiaozhimesh.registry.servers.DatabaseServer;
import io.xiaozhimesh.registry.servers.ServerKind;

class MariaDbAlarmTableTest extends AlarmTableContract {

  @Override
  String emptyDatabaseUrl() {
    return DatabaseServer.shared(ServerKind.MARIADB).emptyDatabaseUrl();
  }
}
