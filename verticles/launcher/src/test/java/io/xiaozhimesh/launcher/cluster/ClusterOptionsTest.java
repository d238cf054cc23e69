package io.xiaozhimesh.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.launcher.config.MeshConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ClusterOptionsTest {

  private static final String SECRET = "sixteen-characters";

  private static JsonObject section(String... keysAndValues) {
    JsonObject section = new JsonObject();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      section.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return section;
  }

  private static void assertRefused(JsonObject section, String... says) {
    assertThatThrownBy(() -> ClusterOptions.from(section))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(says);
  }

  @Test
  void fileOfDefaults_isWhatTheCodeAssumes(Vertx vertx) {
    JsonObject config = Waiting.on(MeshConfig.load(vertx, List.of(), Map.of(), new JsonObject()));

    assertThat(ClusterOptions.from(config.getJsonObject("cluster"))).isEqualTo(ClusterOptions.from(new JsonObject()));
  }

  @Test
  void nothingSaid_staysOnThisMachine() {
    ClusterOptions options = ClusterOptions.from(new JsonObject());

    assertThat(options.network().host()).isEqualTo("127.0.0.1");
    assertThat(options.discovery().members()).containsExactly("127.0.0.1");
    assertThat(options.tls().enabled()).isFalse();
  }

  @Test
  void hostThatOthersReach_needsASecret() {
    assertRefused(section("host", "10.0.0.1"), "cluster.secret is empty", "10.0.0.1");
    assertThat(ClusterOptions.from(section("host", "10.0.0.1", "secret", SECRET)).network().host()).isEqualTo("10.0.0.1");
    assertThat(ClusterOptions.from(section("host", "127.0.0.9")).identity().secret()).isEmpty();
  }

  @Test
  void shortSecret_isRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> ClusterOptions.from(section("secret", "hunter2")))
        .hasMessageContaining("at least 16").hasMessageNotContaining("hunter2");
  }

  @Test
  void secret_isInNoText() {
    assertThat(ClusterOptions.from(section("secret", SECRET)).toString()).doesNotContain(SECRET);
  }

  @Test
  void everyInterface_needsAPublicHost() {
    assertRefused(section("host", "0.0.0.0", "secret", SECRET), "cluster.publicHost");
  }

  @Test
  void discovery_needsWhatItSearches() {
    assertRefused(section("discovery", "kubernetes"), "cluster.kubernetes.serviceDns");
    assertRefused(section("discovery", "dns"), "cluster.discovery is dns", "kubernetes");
    assertRefused(new JsonObject().put("tcp", new JsonObject().put("members", new JsonArray())), "cluster.tcp.members");
  }

  @Test
  void tls_needsAllFiles() {
    assertRefused(new JsonObject().put("tls", new JsonObject().put("enabled", true).put("keyFile", "k")), "caFile");
  }

  @Test
  void heartbeatLimit_isNoShorterThanTwoHeartbeats() {
    assertRefused(new JsonObject().put("timing", new JsonObject().put("heartbeatS", 3).put("heartbeatMaxS", 5)),
        "heartbeatMaxS is 5");
  }

  @Test
  void nameWithABlank_isRefused() {
    assertRefused(section("name", "my mesh"), "cluster.name is my mesh");
  }
}
