package io.xiaozhimesh.dialogue.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFilesTest {

  @TempDir
  private Path folder;

  private final AgentFiles files = new AgentFiles(ZoneOffset.UTC);

  private void write(String name, String yaml) throws IOException {
    Files.writeString(folder.resolve(name), yaml);
  }

  @Test
  void shippedAgents_canBeRead() {
    Map<String, Agent> agents = files.load(Path.of(System.getProperty("mesh.root", "../.."), "conf", "agents"));

    assertThat(agents).containsKeys("default", "storyteller");
    assertThat(agents.get("default").greeting().in("zh-CN")).isEqualTo("我在呢，请说。");
    assertThat(agents.get("storyteller").mayUse("self_audio_speaker_set_volume")).isTrue();
    assertThat(agents.get("storyteller").mayUse("other")).isFalse();
  }

  @Test
  void emptyFile_isAnAgentOfDefaultsNamedAfterIt() throws IOException {
    write("mia.yaml", "");

    Agent mia = files.load(folder).get("mia");

    assertThat(mia).isEqualTo(Agent.builtIn("mia", ZoneOffset.UTC));
    assertThat(mia.mayUse("anything")).isTrue();
  }

  @Test
  void everyKey_isRead() throws IOException {
    write("a.yml", """
        id: x
        name: Max
        language: zh-CN
        voice: v1
        prompt: I am {{name}}.
        model: m1
        greeting: Hi.
        farewell: {zh: 走了, en: Off.}
        exitWords: [stop]
        timeZone: Asia/Tokyo
        tools: [lamp]
        """);

    Agent agent = files.load(folder).get("x");

    assertThat(agent.prompt().filled(Map.of("name", "Max$1"))).isEqualTo("I am Max$1.");
    assertThat(agent.greeting().in("fr")).isEqualTo("Hi.");
    assertThat(agent.farewell().in("fr-FR")).isEqualTo("Off.");
    assertThat(agent.farewell().in("zh-TW")).isEqualTo("走了");
    assertThat(agent.timeZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(agent.exitWords()).containsExactly("stop");
    assertThat(agent.voice() + agent.model() + agent.language()).isEqualTo("v1m1zh-CN");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "greting: hi|greting is unknown", "timeZone: Mars|timeZone is Mars, should be",
      "name: [a]|name is [\"a\"], should be",
      "tools: lamp|tools is lamp, should be a list", "greeting: {}|greeting is empty",
      "prompt: 'now {{clock}}'|prompt: {{clock}} is unknown", "'a: : b'|not YAML", "'- a'|not YAML"})
  void badFile_isNamedWithItsKey(String yaml, String complaint) throws IOException {
    write("bad.yaml", yaml);

    assertThatThrownBy(() -> files.load(folder)).hasMessageContaining("bad.yaml").hasMessageContaining(complaint);
  }

  @Test
  void idTwice_isRefused() throws IOException {
    write("a.yaml", "id: same");
    write("b.yaml", "id: same");

    assertThatThrownBy(() -> files.load(folder)).hasMessageContaining("b.yaml.id is same");
  }

  @Test
  void folderMissing_isNamed() {
    assertThatThrownBy(() -> files.load(folder.resolve("none"))).hasMessageContaining("none");
  }
}
