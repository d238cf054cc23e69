package io.xiaozhimesh.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VadOptionsTest {

  private static final Path ROOT = Path.of(System.getProperty("mesh.root", "../.."));

  @Test
  void deliveredConfiguration_read_equalsTheDefaults() throws IOException {
    assertThat(VadOptions.from(delivered())).isEqualTo(VadOptions.from(new JsonObject()));
  }

  @Test
  void schema_keysAndDefaults_areThoseOfTheConfiguration() throws IOException {
    Map<?, ?> schema = new ObjectMapper().readValue(ROOT.resolve("conf/schema/vad.json").toFile(), Map.class);
    JsonObject properties = JsonObject.mapFrom(schema.get("properties"));
    JsonObject delivered = delivered();
    assertThat(properties.fieldNames()).isEqualTo(delivered.fieldNames());
    for (String key : properties.fieldNames()) {
      assertThat(properties.getJsonObject(key).getValue("default")).as(key).isEqualTo(delivered.getValue(key));
      assertThat(properties.getJsonObject(key).getString("description")).as(key).isNotBlank();
    }
  }

  @Test
  void preRollBelow300Ms_read_isRefused() {
    assertThatThrownBy(() -> VadOptions.from(new JsonObject().put("preRollMs", 100)))
        .hasMessageContaining("vad.preRollMs").hasMessageContaining("300");
  }

  @Test
  void thresholdsTheWrongWayRound_read_areRefused() {
    assertThatThrownBy(() -> VadOptions.from(new JsonObject().put("silenceThreshold", 0.8)))
        .hasMessageContaining("vad.silenceThreshold");
  }

  @Test
  void unknownCodec_read_isRefused() {
    assertThatThrownBy(() -> VadOptions.from(new JsonObject().put("opusCodec", "speex")))
        .hasMessageContaining("vad.opusCodec");
  }

  @Test
  void threads_unset_areHalfOfTheProcessors() {
    VadOptions options = VadOptions.from(new JsonObject());
    assertThat(options.threadsOn(1)).isEqualTo(1);
    assertThat(options.threadsOn(8)).isEqualTo(4);
    assertThat(VadOptions.from(new JsonObject().put("threads", 3)).threadsOn(8)).isEqualTo(3);
  }

  private static JsonObject delivered() throws IOException {
    Map<?, ?> all = new YAMLMapper().readValue(ROOT.resolve("conf/mesh.yaml").toFile(), Map.class);
    return JsonObject.mapFrom(all.get("vad"));
  }
}
