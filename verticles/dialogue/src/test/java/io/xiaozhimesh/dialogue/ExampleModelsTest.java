package io.xiaozhimesh.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The configuration that shows every language model. */
@ExtendWith(VertxExtension.class)
class ExampleModelsTest {

  private static final Path FILE = Path.of("../../conf/examples/language-models.yaml");
  private static final Path README = Path.of("README.md");

  private static JsonObject dialogue() throws IOException {
    Map<String, Object> yaml = new ObjectMapper(new YAMLFactory())
        .readValue(FILE.toFile(), new TypeReference<Map<String, Object>>() { });
    return new JsonObject(yaml).getJsonObject("dialogue");
  }

  @Test
  void everyEntry_isUnderstood(Vertx vertx) throws IOException {
    ModelCatalogue catalogue = new ModelCatalogue(DialogueOptions.from(dialogue()), vertx);

    for (ProviderSpec spec : catalogue.all()) {
      assertThat(catalogue.create(spec)).as(spec.name()).isNotNull();
    }
    assertThat(catalogue.all()).hasSize(dialogue().getJsonObject("models").size());
  }

  @Test
  void everyType_isShownInExampleAndTable() throws IOException {
    List<String> types = new ArrayList<>();
    ServiceLoader.load(LanguageModelProvider.class).forEach(provider -> types.add(provider.name()));
    types.remove(new ScriptedModelProvider().name());

    assertThat(dialogue().getJsonObject("models").fieldNames()).containsAll(types);
    String readme = Files.readString(README);
    assertThat(types).allMatch(type -> readme.contains("| `" + type + "` |"));
  }
}
