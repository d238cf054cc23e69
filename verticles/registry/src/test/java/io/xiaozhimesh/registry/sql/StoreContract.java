package io.xiaozhimesh.registry.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh database for each test. What holds for one database product must hold for all: subclass per product. */
abstract class StoreContract {

  static final int CONNECTIONS = 4;
  static final long NOW_MS = 1_700_000_000_000L;
  static final String DEVICE = "aa:bb:cc:dd:ee:ff";
  static final String OTHER = "11:22:33:44:55:66";

  Database database;

  /** The address of an empty database. */
  abstract String emptyDatabaseUrl();

  @BeforeEach
  void open() {
    database = Database.open(emptyDatabaseUrl(), "mesh", "", CONNECTIONS);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
