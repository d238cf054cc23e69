package io.xiaozhimesh.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TtsOptionsTest {

  private static final Path CONF = Path.of(System.getProperty("mesh.root"), "conf");

  @SuppressWarnings("unchecked")
  private static JsonObject section() throws IOException {
    Map<String, Object> file = new YAMLMapper().readValue(CONF.resolve("mesh.yaml").toFile(), Map.class);
    return new JsonObject((Map<String, Object>) file.get("tts"));
  }

  private static JsonObject schema() throws IOException {
    return new JsonObject(new ObjectMapper().readTree(Files.readString(CONF.resolve("schema/tts.json"))).toString());
  }

  @Test
  void fileOfDefaults_saysWhatTheCodeSays() throws Exception {
    assertThat(TtsOptions.from(section()).withoutEngineSettings())
        .isEqualTo(TtsOptions.from(new JsonObject()).withoutEngineSettings());
  }

  @Test
  void schema_describesEveryKeyOfTheFile_withItsDefault() throws Exception {
    assertSame(section(), schema());
  }

  private static void assertSame(JsonObject section, JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties");
    assertThat(schema.getBoolean("additionalProperties")).isFalse();
    assertThat(properties.fieldNames()).isEqualTo(section.fieldNames());
    for (String key : section.fieldNames()) {
      JsonObject property = properties.getJsonObject(key);
      assertThat(property.getString("description")).as(key).isNotBlank();
      if (property.containsKey("properties")) {
        assertSame(section.getJsonObject(key), property);
      } else {
        assertThat(property.getValue("default")).as(key).isEqualTo(section.getValue(key));
      }
    }
  }

  @Test
  void everyKey_set_isRead() {
    TtsOptions options = TtsOptions.from(new JsonObject()
        .put("engine", "espeak").put("engines", new JsonArray().add("espeak"))
        .put("answersMax", 7).put("backlogMs", 1_000).put("opusComplexity", 5).put("sentencePauseMs", 0)
        .put("cache", new JsonObject().put("entriesMax", 0)));

    assertThat(options.engine()).isEqualTo("espeak");
    assertThat(options.engines()).containsExactly("espeak");
    assertThat(options.answers().max()).isEqualTo(7);
    assertThat(options.answers().backlogMs()).isEqualTo(1_000);
    assertThat(options.sentences().opusComplexity()).isEqualTo(5);
    assertThat(options.sentences().pauseMs()).isZero();
    assertThat(options.cache().entriesMax()).isZero();
  }

  @Test
  void wrongValue_isNamedWithItsPath() {
    assertThatThrownBy(() -> TtsOptions.from(new JsonObject().put("answersMax", -1)))
        .hasMessageContaining("tts.answersMax");
    assertThatThrownBy(() -> TtsOptions.from(new JsonObject().put("cache", new JsonObject().put("bytesMax", "much"))))
        .hasMessageContaining("tts.cache.bytesMax");
  }
}
