package io.xiaozhimesh.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentLayerTest {

  private static final JsonObject DEFAULTS = new JsonObject("""
      {"ingress": {"turn": {"idleTimeoutMs": 90000, "greeting": true, "wakeWords": ["a"]}, "language": "en"},
       "vad": {"speechOn": 0.5}}""");

  @ParameterizedTest
  @ValueSource(strings = {"MESH_INGRESS_TURN_IDLETIMEOUTMS", "MESH_INGRESS_TURN_IDLE_TIMEOUT_MS",
      "MESH_INGRESS_TURN_idle_timeout_ms"})
  void anySpellingOfAKey_read_setsIt(String name) {
    EnvironmentLayer.Read read = EnvironmentLayer.read(Map.of(name, "5000"), DEFAULTS);
    assertThat(read.settings()).isEqualTo(new JsonObject("{\"ingress\":{\"turn\":{\"idleTimeoutMs\":5000}}}"));
    assertThat(read.unknown()).isEmpty();
  }

  @Test
  void values_read_takeTheTypeOfTheDefault() {
    JsonObject turn = EnvironmentLayer.read(Map.of("MESH_INGRESS_TURN_GREETING", "false",
        "MESH_INGRESS_TURN_WAKE_WORDS", "hi, there"), DEFAULTS).settings().getJsonObject("ingress").getJsonObject("turn");
    assertThat(turn.getValue("greeting")).isEqualTo(false);
    assertThat(turn.getJsonArray("wakeWords")).isEqualTo(new JsonArray().add("hi").add("there"));
    assertThat(EnvironmentLayer.read(Map.of("MESH_VAD_SPEECH_ON", "0.6"), DEFAULTS).settings()
        .getJsonObject("vad").getValue("speechOn")).isEqualTo(0.6);
  }

  @Test
  void valueOfAnotherType_read_staysTextSoThatTheSchemaRefusesIt() {
    assertThat(EnvironmentLayer.read(Map.of("MESH_INGRESS_TURN_IDLE_TIMEOUT_MS", "soon"), DEFAULTS).settings()
        .getJsonObject("ingress").getJsonObject("turn").getValue("idleTimeoutMs")).isEqualTo("soon");
  }

  @Test
  void nameThatSetsNothing_read_isReported() {
    EnvironmentLayer.Read read = EnvironmentLayer.read(Map.of("MESH_SERVICE_HOST", "10.0.0.1", "PATH", "/bin"), DEFAULTS);
    assertThat(read.unknown()).containsExactly("MESH_SERVICE_HOST");
    assertThat(read.settings()).isEmpty();
  }
}
