package io.xiaozhimesh.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTextTest {

  @Test
  void reference_resolved_isReplacedFromTheEnvironment() {
    JsonObject config = new JsonObject("{\"llm\": {\"apiKey\": \"Bearer ${ENV:KEY}\", \"list\": [\"${ENV:KEY}\"]}}");
    JsonObject resolved = SecretText.resolved(config, Map.of("KEY", "s3$cret\\"));
    assertThat(resolved.getJsonObject("llm").getString("apiKey")).isEqualTo("Bearer s3$cret\\");
    assertThat(resolved.getJsonObject("llm").getJsonArray("list").getString(0)).isEqualTo("s3$cret\\");
  }

  @Test
  void reference_resolved_isReplacedFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "from-file\n");
    JsonObject config = new JsonObject().put("apiKey", "${FILE:" + file + "}");
    assertThat(SecretText.resolved(config, Map.of()).getString("apiKey")).isEqualTo("from-file");
  }

  @Test
  void missingVariable_resolved_saysWhichKeyWantsIt() {
    JsonObject config = new JsonObject().put("apiKey", "${ENV:ABSENT}");
    assertThatThrownBy(() -> SecretText.resolved(config, Map.of()))
        .isInstanceOf(ConfigException.class).hasMessageContaining("apiKey").hasMessageContaining("ABSENT");
  }

  @Test
  void secrets_masked_areUnreadableAndTheRestStays() {
    JsonObject shown = SecretText.masked(new JsonObject(
        "{\"a\": {\"apiKey\": \"x\", \"adminToken\": \"y\", \"password\": \"z\", \"tokensMax\": 5, \"key\": \"\"}}"));
    assertThat(shown.encode()).doesNotContain("\"x\"", "\"y\"", "\"z\"");
    assertThat(shown.getJsonObject("a").getInteger("tokensMax")).isEqualTo(5);
    assertThat(shown.getJsonObject("a").getString("key")).isEmpty();
  }
}
