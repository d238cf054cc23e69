package io.xiaozhimesh.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryOptionsTest {

  private static final File CONF = new File(System.getProperty("mesh.root", "../.."), "conf");

  @Test
  void shippedConfiguration_read_isTheDefaults() throws IOException {
    assertThat(RegistryOptions.from(shipped())).isEqualTo(RegistryOptions.from(new JsonObject()));
  }

  @Test
  void schema_compared_namesTheKeysAndDefaultsOfTheShippedConfiguration() throws IOException {
    JsonObject properties = new JsonObject(new YAMLMapper().readValue(new File(CONF, "schema/registry.json"), map()))
        .getJsonObject("properties");

    assertThat(properties.fieldNames()).isEqualTo(shipped().fieldNames());
    for (String key : properties.fieldNames()) {
      assertThat(properties.getJsonObject(key).getValue("default")).as(key).isEqualTo(shipped().getValue(key));
    }
  }

  @Test
  void databaseOfNoKnownKind_read_failsWithTheKey() {
    assertThatThrownBy(() -> RegistryOptions.from(JsonObject.of("url", "jdbc:oracle:x")))
        .hasMessageContaining("registry.url");
  }

  @Test
  void options_printed_hideThePassword() {
    assertThat(RegistryOptions.from(JsonObject.of("password", "geheim")).toString()).doesNotContain("geheim");
  }

  @Test
  void numbersOutOfRange_read_failWithTheKey() {
    for (String key : Set.of("connections", "queueMax", "exchangesMax", "activationCodeLifeMs")) {
      assertThatThrownBy(() -> RegistryOptions.from(JsonObject.of(key, 0))).hasMessageContaining("registry." + key);
    }
  }

  private static JsonObject shipped() throws IOException {
    return new JsonObject(new YAMLMapper().readValue(new File(CONF, "mesh.yaml"), map())).getJsonObject("registry");
  }

  @SuppressWarnings("unchecked")
  private static Class<Map<String, Object>> map() {
    return (Class<Map<String, Object>>) (Class<?>) Map.class;
  }
}
