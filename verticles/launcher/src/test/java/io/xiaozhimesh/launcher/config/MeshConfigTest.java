package io.xiaozhimesh.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.asr.AsrOptions;
import io.xiaozhimesh.dialogue.DialogueOptions;
import io.xiaozhimesh.ingress.IngressOptions;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.vad.VadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class MeshConfigTest {

  private static JsonObject load(Vertx vertx, List<Path> files, Map<String, String> environment, JsonObject overrides) {
    return Waiting.on(MeshConfig.load(vertx, files, environment, overrides));
  }

  @Test
  void defaults_load_areWhatTheStagesAssume(Vertx vertx) {
    JsonObject config = load(vertx, List.of(), Map.of(), new JsonObject());
    assertThat(config.fieldNames()).containsExactlyInAnyOrderElementsOf(MeshConfig.SECTIONS);
    assertThat(IngressOptions.from(config.getJsonObject("ingress"))).isEqualTo(IngressOptions.from(new JsonObject()));
    assertThat(VadOptions.from(config.getJsonObject("vad"))).isNotNull();
    assertThat(AsrOptions.from(config.getJsonObject("asr"))).isNotNull();
    assertThat(DialogueOptions.from(config.getJsonObject("dialogue"))).isNotNull();
  }

  @Test
  void layers_load_lieOverEachOther(Vertx vertx, @TempDir Path folder) throws IOException {
    Path first = Files.writeString(folder.resolve("a.yaml"),
        "ingress:\n  language: zh\n  playout:\n    tailMs: 300\nnode:\n  name: from-file\n");
    Path second = Files.writeString(folder.resolve("b.yaml"), "ingress:\n  playout:\n    tailMs: 400\n");
    JsonObject config = load(vertx, List.of(first, second), Map.of("MESH_NODE_NAME", "from-environment"),
        new JsonObject("{\"ingress\":{\"socket\":{\"port\":0}}}"));
    assertThat(config.getJsonObject("ingress").getString("language")).isEqualTo("zh");
    assertThat(config.getJsonObject("ingress").getJsonObject("playout").getInteger("tailMs")).isEqualTo(400);
    assertThat(config.getJsonObject("ingress").getJsonObject("playout").getInteger("leadFrames")).isEqualTo(2);
    assertThat(config.getJsonObject("node").getString("name")).isEqualTo("from-environment");
    assertThat(config.getJsonObject("ingress").getJsonObject("socket").getInteger("port")).isZero();
  }

  @Test
  void unknownAndWrongKeys_load_sayWhatTheyShouldBe(Vertx vertx, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"),
        "ingress:\n  languge: zh\n  playout:\n    leadFrames: 99\nvadd: {}\nauth:\n  tokenDemand: maybe\n");
    assertThatThrownBy(() -> load(vertx, List.of(file), Map.of(), new JsonObject()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ingress.languge is unknown, should it be language?")
        .hasMessageContaining("ingress.playout.leadFrames is 99, should be integer from 0 to 5")
        .hasMessageContaining("vadd is unknown, should it be vad?")
        .hasMessageContaining("auth.tokenDemand is maybe, should be one of [\"required\",\"local\",\"off\"]");
  }

  @Test
  void missingFile_load_saysWhich(Vertx vertx) {
    assertThatThrownBy(() -> load(vertx, List.of(Path.of("/absent.yaml")), Map.of(), new JsonObject()))
        .isInstanceOf(ConfigException.class).hasMessageContaining("/absent.yaml");
  }

  @Test
  void brokenYaml_load_isRefused(Vertx vertx, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("d.yaml"), "ingress: [unclosed\n");
    assertThatThrownBy(() -> load(vertx, List.of(file), Map.of(), new JsonObject())).isInstanceOf(ConfigException.class);
  }

  @Test
  void relativePaths_load_startAtTheMeshsHome(Vertx vertx) {
    JsonObject config = load(vertx, List.of(), Map.of(), new JsonObject());
    assertThat(Path.of(config.getJsonObject("dialogue").getString("agentsDir"))).isAbsolute();
    assertThat(config.getJsonObject("registry").getString("url")).startsWith("jdbc:h2:file:/");
  }
}
