package io.xiaozhimesh.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EspeakOptionsTest {

  private static EspeakOptions read(JsonObject section) {
    return EspeakOptions.from(new OptionsReader("tts.espeak", section));
  }

  @Test
  void fileOfDefaults_saysWhatTheCodeSays() throws Exception {
    Path file = Path.of(System.getProperty("mesh.root"), "conf", "mesh.yaml");
    JsonNode section = new YAMLMapper().readTree(file.toFile()).path("tts").path("espeak");

    assertThat(section.size()).isPositive();
    assertThat(read(new JsonObject(section.toString()))).isEqualTo(read(new JsonObject()));
  }
}
