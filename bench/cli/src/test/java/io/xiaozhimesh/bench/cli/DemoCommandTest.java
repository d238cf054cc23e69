package io.xiaozhimesh.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.CommandProvider;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {

  @Test
  void builtInConversation_isSpoken_withAVoiceInEachTurn() {
    List<Remark> remarks = DemoCommand.builtIn();
    assertThat(remarks).hasSizeGreaterThanOrEqualTo(3).allSatisfy(remark -> {
      Remark.Spoken spoken = (Remark.Spoken) remark;
      assertThat(spoken.clip().durationMs()).isBetween(600, 4_000);
      assertThat(spoken.clip().lastVoicedPacket()).isGreaterThan(5);
    });
  }

  @Test
  void sentence_spoken_isSixteenKilohertzWithSilenceBehind() {
    Wav sound = SpokenSentence.of("hello world");
    assertThat(sound.sampleRateHz()).isEqualTo(16_000);
    short[] pcm = sound.pcm();
    for (int i = pcm.length - 16_000 * 3 / 10; i < pcm.length; i++) {
      assertThat(pcm[i]).isZero();
    }
  }

  @Test
  void overrides_takeFreePorts_andARegistryInMemoryOfTheirOwn() {
    JsonObject overrides = DemoCommand.overrides();
    assertThat(overrides.getJsonObject("ingress").getJsonObject("socket").getInteger("port")).isZero();
    assertThat(overrides.getJsonObject("ota").getInteger("port")).isZero();
    assertThat(overrides.getJsonObject("registry").getString("url")).startsWith("jdbc:h2:mem:")
        .isNotEqualTo(DemoCommand.overrides().getJsonObject("registry").getString("url"));
  }

  @Test
  void launcher_findsBothCommands_asServices() {
    List<String> names = ServiceLoader.load(CommandProvider.class).stream()
        .map(provider -> new CommandLine(provider.get().command()).getCommandName()).toList();
    assertThat(names).contains("demo", "device");
  }
}
