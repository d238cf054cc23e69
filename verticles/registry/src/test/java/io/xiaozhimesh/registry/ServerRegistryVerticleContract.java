package io.xiaozhimesh.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.ContextLoaded;
import io.xiaozhimesh.protocol.bus.ContextWanted;
import io.xiaozhimesh.protocol.bus.Exchange;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.registry.servers.DatabaseServer;
import io.xiaozhimesh.registry.servers.ServerKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a database that may be absent or slow adds. */
@Timeout(120)
abstract class ServerRegistryVerticleContract extends RegistryVerticleContract {

  /** Each of them waits for a connection itself. */
  private static final int ATTEMPTS_MAX = 20;
  private static final long SHORT_MS = 200;

  private final ServerKind kind;

  ServerRegistryVerticleContract(ServerKind kind) {
    this.kind = kind;
  }

  @Override
  String emptyDatabaseUrl() {
    return DatabaseServer.shared(kind).emptyDatabaseUrl();
  }

  private List<String> remembered() {
    return ask(new ContextWanted(DEVICE, 9), ContextLoaded.class).exchanges().stream().map(Exchange::said).toList();
  }

  @Test
  void serverStoppedAndStartedAgain_asked_isUnavailableAndThenServedWithWhatWasKept() {
    try (DatabaseServer server = DatabaseServer.started(kind)) {
      deploy(JsonObject.of("url", server.emptyDatabaseUrl()));
      ask(turn(1, 1), Accepted.class);

      server.stop();
      assertThat(failureOf(turn(2, 2))).isEqualTo(MeshError.UNAVAILABLE);
      server.start();
      boolean served = false;
      for (int i = 0; !served && i < ATTEMPTS_MAX; i++) {
        served = failureOrNull(turn(3, 3)) == null;
      }

      assertThat(remembered()).containsExactly("said 1", "said 3");
    }
  }

  @Test
  void serverFrozen_asked_failsAtTheAskersDeadlineAndIsServedOnceItGoesOn() {
    try (DatabaseServer server = DatabaseServer.started(kind)) {
      deploy(JsonObject.of("url", server.emptyDatabaseUrl()));
      ask(turn(1, 1), Accepted.class);

      server.freeze();
      try {
        assertThat(failureOf(new ContextWanted(DEVICE, 9), SHORT_MS)).isEqualTo(MeshError.TIMEOUT);
      } finally {
        server.thaw();
      }

      assertThat(remembered()).containsExactly("said 1");
    }
  }
}
