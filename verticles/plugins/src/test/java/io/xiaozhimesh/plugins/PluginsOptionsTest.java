package io.xiaozhimesh.plugins;

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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PluginsOptionsTest {

  private static final Path CONF = Path.of(System.getProperty("mesh.root"), "conf");

  @Test
  void commentedFile_equalsTheDefaults() throws IOException {
    assertThat(PluginsOptions.from(new JsonObject(file().toString()))).isEqualTo(PluginsOptions.from(new JsonObject()));
  }

  @Test
  void schema_hasExactlyTheKeysAndDefaultsOfTheFile() throws IOException {
    assertSame(file(), new ObjectMapper().readTree(CONF.resolve("schema/plugins.json").toFile()));
  }

  @Test
  void defaults_areThoseOfTheProtocol() {
    PluginsOptions options = PluginsOptions.from(null);

    assertThat(options.device().callTimeoutMs()).isEqualTo(30_000);
    assertThat(options.device().cameraTimeoutMs()).isEqualTo(60_000);
    assertThat(options.sessionsMax()).isEqualTo(20_000);
    assertThat(options.tools()).contains("get_current_time", "calculate");
  }

  @Test
  void allow_isReadByAgent() {
    JsonObject allow = new JsonObject().put("kids", new JsonArray().add("get_current_time"));

    assertThat(PluginsOptions.from(new JsonObject().put("allow", allow)).allow())
        .containsEntry("kids", List.of("get_current_time"));
  }

  @Test
  void wrongValue_isNamedWithItsPath() {
    JsonObject section = new JsonObject().put("device", new JsonObject().put("callsMax", 0));

    assertThatThrownBy(() -> PluginsOptions.from(section))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plugins.device.callsMax is 0, should be a whole number from 1 to 100");
  }

  private static JsonNode file() throws IOException {
    return new YAMLMapper().readTree(CONF.resolve("mesh.yaml").toFile()).get("plugins");
  }

  private static void assertSame(JsonNode values, JsonNode schema) {
    assertThat(names(schema.path("properties"))).isEqualTo(names(values));
    values.fields().forEachRemaining(value -> {
      JsonNode property = schema.path("properties").path(value.getKey());
      assertThat(property.path("description").textValue()).as(value.getKey()).isNotBlank();
      if (property.has("properties")) {
        assertSame(value.getValue(), property);
      } else {
        assertThat(property.get("default")).as(value.getKey()).isEqualTo(value.getValue());
      }
    });
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
