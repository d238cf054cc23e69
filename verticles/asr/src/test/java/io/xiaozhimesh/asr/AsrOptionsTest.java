package io.xiaozhimesh.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.commands.CommandsOptions;
import io.xiaozhimesh.asr.sensevoice.SenseVoiceOptions;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsrOptionsTest {

  private static final Path CONF = Path.of(System.getProperty("mesh.root", "../.."), "conf");

  @Test
  void writtenDefaults_equalTheDefaultsInCode() throws IOException {
    JsonObject written = written();

    assertThat(AsrOptions.from(written)).usingRecursiveComparison().ignoringFields("section")
        .isEqualTo(AsrOptions.from(new JsonObject()));
    assertThat(CommandsOptions.from(reader(written, "commands"))).isEqualTo(
        CommandsOptions.from(reader(new JsonObject(), "commands")));
    assertThat(SenseVoiceOptions.from(reader(written, "sensevoice"))).isEqualTo(
        SenseVoiceOptions.from(reader(new JsonObject(), "sensevoice")));
  }

  @Test
  void schema_namesEveryWrittenOption_withItsDefault() throws IOException {
    JsonObject schema = new JsonObject(Files.readString(CONF.resolve("schema/asr.json")));

    assertDescribed(schema, written());
  }

  @Test
  void wrongOption_isRefusedWithItsPath() {
    assertThatThrownBy(() -> AsrOptions.from(new JsonObject().put("transcriptDeadlineMs", 5)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("asr.transcriptDeadlineMs is 5");
    JsonObject language = new JsonObject().put("sensevoice", new JsonObject().put("language", "fr"));
    assertThatThrownBy(() -> SenseVoiceOptions.from(reader(language, "sensevoice")))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("asr.sensevoice.language is fr");
  }

  @Test
  void auto_withoutModelFiles_choosesCommands() {
    assertThat(choose("auto", new JsonObject()).name()).isEqualTo("commands");
  }

  @Test
  void namedEngine_isChosen_evenIfAutoWouldNot() {
    assertThat(choose("sensevoice", new JsonObject()).name()).isEqualTo("sensevoice");
    assertThat(choose("scripted", new JsonObject()).name()).isEqualTo("scripted");
  }

  @Test
  void unknownEngine_isRefusedWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> choose("nobody", new JsonObject()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("commands").hasMessageContaining("sensevoice");
  }

  @Test
  void auto_withModelFiles_choosesSenseVoice() {
    String present = CONF.resolve("mesh.yaml").toString();
    JsonObject section = new JsonObject()
        .put("sensevoice", new JsonObject().put("model", present).put("tokens", present));

    assertThat(choose("auto", section).name()).isEqualTo("sensevoice");
  }

  @Test
  void namedConfigurations_ofOneType_areDifferentEngines() {
    JsonObject section = new JsonObject().put("providers", new JsonObject()
        .put("small", new JsonObject().put("type", "scripted").put("utterancesMax", 3).put("weight", 2))
        .put("scripted", new JsonObject().put("utterancesMax", 4)));

    assertThat(chain(section, "small", "scripted", "commands", "small"))
        .extracting(ProviderSpec::name, ProviderSpec::type, ProviderSpec::weight)
        .containsExactly(tuple("small", "scripted", 2), tuple("scripted", "scripted", 0), tuple("commands", "commands", 0));
  }

  @Test
  void entryOfAnUnknownType_isRefusedWithItsPath() {
    JsonObject section = new JsonObject().put("providers",
        new JsonObject().put("x", new JsonObject().put("type", "nobody")));

    assertThatThrownBy(() -> chain(section, "commands")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("asr.providers.x.type is nobody, should be one of [");
  }

  @Test
  void entryWithAnUnknownKey_isRefusedWithThoseThatThereAre() {
    JsonObject section = new JsonObject().put("providers",
        new JsonObject().put("x", new JsonObject().put("type", "scripted").put("utteranceMax", 1)));
    EngineCatalogue catalogue = new EngineCatalogue(AsrOptions.from(section),
        new EngineContext(null, MeshClock.system(), Metrics.inMemory()));

    assertThatThrownBy(() -> catalogue.load(catalogue.chain(List.of("x")).get(0)))
        .isInstanceOf(IllegalArgumentException.class).hasMessage(
            "asr.providers.x.utteranceMax is unknown, known here: broken, dead, mute, type, utterancesMax, weight");
  }

  private static ProviderSpec choose(String name, JsonObject section) {
    return chain(section, name).get(0);
  }

  private static List<ProviderSpec> chain(JsonObject section, String... names) {
    EngineContext context = new EngineContext(null, MeshClock.system(), Metrics.inMemory());
    return new EngineCatalogue(AsrOptions.from(section), context).chain(List.of(names));
  }

  private static OptionsReader reader(JsonObject section, String engine) {
    return new OptionsReader("asr", section).section(engine);
  }

  private static void assertDescribed(JsonObject schema, JsonObject section) {
    assertThat(schema.getBoolean("additionalProperties")).isFalse();
    JsonObject properties = schema.getJsonObject("properties");
    assertThat(properties.fieldNames()).isEqualTo(section.fieldNames());
    for (String name : section.fieldNames()) {
      JsonObject property = properties.getJsonObject(name);
      assertThat(property.getString("description")).as(name).isNotEmpty();
      if (property.containsKey("properties")) {
        JsonObject inner = section.getJsonObject(name);
        assertDescribed(property, inner);
      } else {
        assertThat(property.getValue("default")).as(name).isEqualTo(section.getValue(name));
      }
    }
  }

  private static JsonObject written() throws IOException {
    Map<?, ?> file = new YAMLMapper().readValue(CONF.resolve("mesh.yaml").toFile(), Map.class);
    return new JsonObject(new ObjectMapper().writeValueAsString(file.get("asr")));
  }
}
