package io.xiaozhimesh.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.stage.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bus between nodes, encrypted. */
@Timeout(60)
class ClusterTlsTest {

  private final Clusters clusters = new Clusters();
  private final List<Vertx> joined = new ArrayList<>();

  @TempDir
  private Path folder;
  private Certificates ours;
  private Certificates foreign;

  @BeforeEach
  void certify() throws Exception {
    ours = new Certificates(folder, "ours");
    foreign = new Certificates(folder, "foreign");
  }

  @AfterEach
  void leave() {
    joined.forEach(vertx -> Waiting.on(vertx.close()));
  }

  private Vertx join(String node, JsonObject tls) {
    Vertx vertx = clusters.join(clusters.section().put("tls", tls), node, Metrics.inMemory());
    joined.add(vertx);
    return vertx;
  }

  private static JsonObject tls(Certificates own, Certificates trusted) {
    return new JsonObject().put("enabled", true)
        .put("keyFile", own.key()).put("certFile", own.cert()).put("caFile", trusted.cert());
  }

  /** Whether a request from one node is answered by the other. */
  private static boolean reaches(Vertx from, Vertx to) {
    Waiting.on(to.eventBus().consumer("echo", message -> message.reply("back")).completion());
    return Waiting.on(from.eventBus().request("echo", "x", new DeliveryOptions().setSendTimeout(2_000))
        .map(true).otherwise(false));
  }

  @Test
  void nodesOfOneAuthority_speak() {
    assertThat(reaches(join("n1", tls(ours, ours)), join("n2", tls(ours, ours)))).isTrue();
  }

  @Test
  void nodeWithAForeignCertificate_isNotSpokenTo() {
    assertThat(reaches(join("n1", tls(ours, ours)), join("n2", tls(foreign, ours)))).isFalse();
  }

  @Test
  void nodeWithAForeignCertificate_isNotListenedTo() {
    assertThat(reaches(join("n1", tls(foreign, ours)), join("n2", tls(ours, ours)))).isFalse();
  }

  @Test
  void nodeWithoutEncryption_isNotListenedTo() {
    assertThat(reaches(join("n1", new JsonObject()), join("n2", tls(ours, ours)))).isFalse();
  }
}
