package io.xiaozhimesh.registry.sql;

import java.util.UUID;

class H2DeviceTableTest extends DeviceTableContract {

  @Override
  String emptyDatabaseUrl() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }
}
