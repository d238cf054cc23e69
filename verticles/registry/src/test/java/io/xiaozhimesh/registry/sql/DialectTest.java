package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DialectTest {

  @Test
  void addresses_asked_haveTheirDialect() {
    assertThat(Dialect.of("jdbc:h2:file:./data/mesh")).isEqualTo(Dialect.H2);
    assertThat(Dialect.of("jdbc:postgresql://db/mesh")).isEqualTo(Dialect.POSTGRESQL);
    assertThat(Dialect.of("jdbc:mysql://db/mesh")).isEqualTo(Dialect.MYSQL);
    assertThat(Dialect.of("jdbc:mariadb://db/mesh")).isEqualTo(Dialect.MYSQL);
  }

  @Test
  void unknownAddress_asked_failsWithTheKindsThatExist() {
    assertThatThrownBy(() -> Dialect.of("jdbc:oracle:x")).hasMessageContaining("jdbc:postgresql:");
  }

  @Test
  void fileOfH2_completed_writesEveryCommitAtOnceAndNoTrace() {
    assertThat(Dialect.H2.complete("jdbc:h2:file:./x")).contains(";WRITE_DELAY=0")
        .contains(";TRACE_LEVEL_FILE=0");
  }

  @Test
  void addressesOfServers_completed_areNotWaitedForWithoutEnd() {
    assertThat(Dialect.POSTGRESQL.complete("jdbc:postgresql://db/mesh"))
        .isEqualTo("jdbc:postgresql://db/mesh?connectTimeout=2&socketTimeout=15&tcpKeepAlive=true");
    assertThat(Dialect.POSTGRESQL.complete("jdbc:postgresql://db/mesh?sslmode=require&socketTimeout=60"))
        .isEqualTo("jdbc:postgresql://db/mesh?sslmode=require&socketTimeout=60&connectTimeout=2&tcpKeepAlive=true");
  }

  @Test
  void addressOfMySql_completed_isForTheDriverOfMariaDb() {
    assertThat(Dialect.MYSQL.complete("jdbc:mysql://db/mesh?useSSL=true"))
        .isEqualTo("jdbc:mariadb://db/mesh?useSSL=true&connectTimeout=2000&socketTimeout=15000");
  }
}
