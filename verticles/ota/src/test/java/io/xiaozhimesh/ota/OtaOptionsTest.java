package io.xiaozhimesh.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtaOptionsTest {

  private static final File CONF = new File(System.getProperty("mesh.root", "../.."), "conf");

  @Test
  void shippedConfiguration_read_isTheDefaults() throws IOException {
    assertThat(OtaOptions.from(read("mesh.yaml").getJsonObject("ota"))).isEqualTo(OtaOptions.from(new JsonObject()));
  }

  @Test
  void schema_compared_namesTheKeysAndDefaultsOfTheShippedConfiguration() throws IOException {
    assertSame(read("schema/ota.json"), read("mesh.yaml").getJsonObject("ota"));
  }

  private static void assertSame(JsonObject schema, JsonObject section) {
    JsonObject properties = schema.getJsonObject("properties");
    assertThat(schema.getBoolean("additionalProperties")).isFalse();
    assertThat(properties.fieldNames()).isEqualTo(section.fieldNames());
    for (String key : properties.fieldNames()) {
      JsonObject property = properties.getJsonObject(key);
      assertThat(property.getString("description")).as(key).isNotBlank();
      if (property.containsKey("properties")) {
        assertSame(property, section.getJsonObject(key));
      } else {
        assertThat(property.getValue("default")).as(key).isEqualTo(section.getValue(key));
      }
    }
  }

  @Test
  void websocketPort_replaced_changesNothingElse() {
    OtaOptions before = OtaOptions.from(JsonObject.of("publicUrl", "https://x/"));
    OtaOptions after = before.withWebsocketPort(7);

    assertThat(after.address().websocketPort()).isEqualTo(7);
    assertThat(after.address().publicUrl()).isEqualTo("https://x");
    assertThat(after.withWebsocketPort(before.address().websocketPort())).isEqualTo(before);
  }

  @Test
  void timeZone_read_isThatZoneOrTheMachines() {
    assertThat(OtaOptions.from(JsonObject.of("timeZone", "Asia/Shanghai")).zone())
        .isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(OtaOptions.from(new JsonObject()).zone()).isEqualTo(ZoneId.systemDefault());
    assertThatThrownBy(() -> OtaOptions.from(JsonObject.of("timeZone", "Moon/Base")))
        .hasMessageContaining("ota.timeZone");
  }

  @Test
  void wrongValue_read_failsWithItsPath() {
    assertThatThrownBy(() -> OtaOptions.from(JsonObject.of("port", 70_000))).hasMessageContaining("ota.port");
    assertThatThrownBy(() -> OtaOptions.from(JsonObject.of("limits", JsonObject.of("photosMax", 0))))
        .hasMessageContaining("ota.limits.photosMax");
  }

  @Test
  void addressThatNoDeviceCouldRead_read_failsWithItsKey() {
    for (String url : new String[] {"mesh.example", "http://h/", "ws://h?x=1", "ws://[::1]/", "ws://a:b/", "ws://h/a b",
        "ws://h/" + "x".repeat(600)}) {
      assertThatThrownBy(() -> OtaOptions.from(JsonObject.of("websocketUrl", url))).as(url)
          .hasMessageContaining("ota.websocketUrl");
    }
    assertThatThrownBy(() -> OtaOptions.from(JsonObject.of("publicUrl", "ftp://h")))
        .hasMessageContaining("ota.publicUrl");
    assertThat(OtaOptions.from(JsonObject.of("websocketUrl", "wss://h:1/p?x=1")).address().websocketUrl()).isNotEmpty();
  }

  @Test
  void options_printed_holdNoSecret() {
    OtaOptions options = OtaOptions.from(JsonObject.of(
        "adminToken", "geheim-2",
        "vision", JsonObject.of("provider", "openai", "apiKey", "geheim-3")));

    assertThat(options.toString()).contains("openai").doesNotContain("geheim");
  }

  @SuppressWarnings("unchecked")
  private static JsonObject read(String file) throws IOException {
    return new JsonObject((Map<String, Object>) new YAMLMapper().readValue(new File(CONF, file), Map.class));
  }
}
