package io.xiaozhimesh.registry.sql;

import java.util.UUID;

class H2NoteTableTest extends NoteTableContract {

  @Override
  String emptyDatabaseUrl() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }
}
