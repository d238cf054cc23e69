package io.xiaozhimesh.ingress.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketOptionsTest {

  private static final Path CONF = Path.of(System.getProperty("mesh.root"), "conf");

  @Test
  void emptySection_hasTheDefaults() {
    assertThat(SocketOptions.from(new JsonObject())).isEqualTo(new SocketOptions(
        new TcpOptions("0.0.0.0", 8_000, 1_024, 180_000, 131_072, 10_000),
        new AdmissionOptions(List.of(), List.of(), 10_000, 0, 500, 10_000),
        new FloodOptions(60, 120, 10, 40),
        new MessageLimits(65_536, 7_696)));
  }

  @Test
  void everyKey_isRead() {
    JsonObject section = new JsonObject("""
        {"host":"127.0.0.1","port":1,"backlog":2,"idleTimeoutMs":3,"writeQueueBytesMax":16384,"writeStallMs":500,
         "allowedOrigins":["https://a"],"tokenExempt":["aa:bb:cc:dd:ee:ff"],"maxSessions":7,"maxSessionsPerAddress":8,
         "handshakesPerSecond":9,"handshakeTimeoutMs":1000,
         "flood":{"audioPerSecond":11,"audioBurst":12,"textPerSecond":13,"textBurst":14}}""");
    SocketOptions options = SocketOptions.from(section);
    assertThat(options).isEqualTo(new SocketOptions(
        new TcpOptions("127.0.0.1", 1, 2, 3, 16_384, 500),
        new AdmissionOptions(List.of("https://a"), List.of("aa:bb:cc:dd:ee:ff"), 7, 8, 9, 1_000),
        new FloodOptions(11, 12, 13, 14), MessageLimits.DEVICE));
    assertThat(options.maxSessions()).isEqualTo(7);
  }

  @Test
  void shippedConfiguration_showsTheDefaults() throws IOException {
    JsonNode section = new YAMLMapper().readTree(CONF.resolve("mesh.yaml").toFile()).path("ingress").path("socket");
    assertThat(section.size()).isEqualTo(13);
    assertThat(SocketOptions.from(new JsonObject(section.toString()))).isEqualTo(SocketOptions.from(new JsonObject()));
  }

  @Test
  void schema_knowsEveryKeyAndItsDefault() throws IOException {
    JsonNode section = new YAMLMapper().readTree(CONF.resolve("mesh.yaml").toFile()).path("ingress").path("socket");
    JsonNode schema = new ObjectMapper().readTree(CONF.resolve("schema/ingress.json").toFile()).at("/properties/socket");
    expectDefaults(schema, section);
    expectDefaults(schema.at("/properties/flood"), section.path("flood"));
  }

  private static void expectDefaults(JsonNode schema, JsonNode section) {
    assertThat(schema.path("properties").properties()).extracting(Map.Entry::getKey)
        .containsExactlyElementsOf(section.properties().stream().map(Map.Entry::getKey).toList());
    schema.path("properties").properties().stream().filter(p -> !p.getValue().has("properties"))
        .forEach(p -> assertThat(p.getValue().path("default")).isEqualTo(section.path(p.getKey())));
  }

  @Test
  void wrongKey_isNamed() {
    assertThatThrownBy(() -> SocketOptions.from(new JsonObject().put("port", 70_000)))
        .hasMessageContaining("ingress.socket.port");
    assertThatThrownBy(() -> SocketOptions.from(new JsonObject().put("allowedOrigins", "x")))
        .hasMessageContaining("ingress.socket.allowedOrigins");
    assertThatThrownBy(() -> SocketOptions.from(new JsonObject().put("flood", new JsonArray())))
        .hasMessageContaining("ingress.socket.flood");
  }
}
