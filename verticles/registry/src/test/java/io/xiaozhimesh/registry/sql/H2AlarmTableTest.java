package io.xiaozhimesh.registry.sql;

import java.util.UUID;

class H2AlarmTableTest extends AlarmTableContract {

  @Override
  String emptyDatabaseUrl() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }
}
