package io.xiaozhimesh.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialogueOptionsTest {

  private static final Path CONF = Path.of(System.getProperty("mesh.root", "../.."), "conf");

  @Test
  void shippedConfiguration_namesTheDefaults() throws IOException {
    Map<String, Object> all = new ObjectMapper(new YAMLFactory()).readValue(
        CONF.resolve("mesh.yaml").toFile(), new TypeReference<Map<String, Object>>() { });
    JsonObject section = new JsonObject(all).getJsonObject("dialogue");

    assertThat(DialogueOptions.from(section)).isEqualTo(DialogueOptions.from(new JsonObject()));
  }

  @Test
  void schema_knowsEveryKeyAndDefaultOfTheShippedConfiguration() throws IOException {
    Map<String, Object> all = new ObjectMapper(new YAMLFactory()).readValue(
        CONF.resolve("mesh.yaml").toFile(), new TypeReference<Map<String, Object>>() { });
    JsonObject schema = new JsonObject(Files.readString(CONF.resolve("schema/dialogue.json")));

    assertSame(new JsonObject(all).getJsonObject("dialogue"), schema);
  }

  private static void assertSame(JsonObject section, JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties");
    assertThat(section.fieldNames()).isEqualTo(properties.fieldNames());
    for (String key : section.fieldNames()) {
      JsonObject property = properties.getJsonObject(key);
      assertThat(property.getString("description")).as(key).isNotBlank();
      if (property.containsKey("properties")) {
        assertSame(section.getJsonObject(key), property);
      } else {
        assertThat(section.getValue(key)).as(key).isEqualTo(property.getValue("default"));
      }
    }
  }

  @Test
  void wrongValue_isNamedWithItsPath() {
    JsonObject section = new JsonObject().put("context", new JsonObject().put("waitMs", -1));

    assertThatThrownBy(() -> DialogueOptions.from(section))
        .hasMessageStartingWith("dialogue.context.waitMs is -1, should be");
  }

  @Test
  void asText_keepsTheKeySecret() {
    JsonObject llm = new JsonObject().put("provider", "openai").put("apiKey", "s3cret");

    assertThat(DialogueOptions.from(new JsonObject().put("llm", llm)).toString())
        .contains("openai").doesNotContain("s3cret");
  }
}
