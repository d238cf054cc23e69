package io.xiaozhimesh.tts.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenAiOptionsTest {

  private static OpenAiOptions read(JsonObject section) {
    return OpenAiOptions.from(new OptionsReader("tts.openai", section));
  }

  @Test
  void fileOfDefaults_saysWhatTheCodeSays() throws Exception {
    Path file = Path.of(System.getProperty("mesh.root"), "conf", "mesh.yaml");
    JsonNode section = new YAMLMapper().readTree(file.toFile()).path("tts").path("openai");

    assertThat(section.size()).isPositive();
    assertThat(read(new JsonObject(section.toString()))).isEqualTo(read(new JsonObject()));
  }
}
