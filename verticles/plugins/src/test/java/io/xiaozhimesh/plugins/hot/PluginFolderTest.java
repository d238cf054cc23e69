package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginFolderTest extends HotPluginsTestBase {

  @Test
  void jarDroppedIntoTheFolder_answersCalls() throws Exception {
    start(new JsonObject());

    drop(say("one"), "hello-1.0.0.jar");

    until(() -> plugins.find("s1", "hello").isPresent());
    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(call("hello").kind()).isEqualTo(ToolResultKind.SAY);
    assertThat(plugins.specs()).containsExactly(new ToolSpec("hello", "For tests.",
        "{\"type\":\"object\",\"properties\":{}}", ToolEffect.SIDE_EFFECTING, "plugin:hello", 2_000,
        "general", List.of(), false));
    assertThat(status("hello").version()).isEqualTo("1.0.0");
  }

  @Test
  void jarsThatLieThereAtTheStart_areLiveWhenItCompletes() throws Exception {
    drop(say("one"), "hello-1.0.0.jar");
    drop(jars.oneTool("dice-1.0.0.jar", "return now(ToolAnswer.say(\"four\"));"), "dice-1.0.0.jar");

    start(new JsonObject());

    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(call("dice").text()).isEqualTo("four");
    assertThat(plugins.specs()).extracting(ToolSpec::name).containsExactly("dice", "hello");
  }

  @Test
  void newerVersion_takesOverAndOlderOnesBesideItDoNot() throws Exception {
    start(new JsonObject());
    drop(say("one"), "hello-1.0.0.jar");
    until(() -> plugins.find("s1", "hello").isPresent());

    drop(say("ten"), "hello-1.10.0.jar");
    drop(say("nine"), "hello-1.9.0.jar");

    until(() -> status("hello").version().equals("1.10.0"));
    assertThat(call("hello").text()).isEqualTo("ten");
    assertThat(metrics.counted("mesh.plugins.hot.swaps", "plugin", "hello")).isBetween(2L, 3L);
  }

  @Test
  void liveJarDeleted_leadsToTheNextOlderOneAndThenToNothing() throws Exception {
    drop(say("one"), "hello-1.0.0.jar");
    drop(say("two"), "hello-2.0.0.jar");
    start(new JsonObject());
    assertThat(call("hello").text()).isEqualTo("two");

    Files.delete(folder.resolve("hello-2.0.0.jar"));
    until(() -> status("hello").version().equals("1.0.0"));
    assertThat(call("hello").text()).isEqualTo("one");

    Files.delete(folder.resolve("hello-1.0.0.jar"));
    until(() -> listed().isEmpty());
    assertThat(plugins.find("s1", "hello").isPresent()).isFalse();
    assertThat(plugins.specs()).isEmpty();
  }

  @Test
  void jarOverwrittenUnderTheSameName_isTakenAsAnotherOne() throws Exception {
    drop(say("one"), "hello-1.0.0.jar");
    start(new JsonObject());

    drop(say("another one"), "hello-1.0.0.jar");

    until(() -> call("hello").text().equals("another one"));
    assertThat(status("hello").earlierVersion()).isEqualTo("1.0.0");
  }

  @Test
  void jarThatIsWrittenSlowly_isNotTouchedBeforeItIsWhole() throws Exception {
    start(new JsonObject());
    byte[] whole = Files.readAllBytes(say("one"));
    Files.createDirectories(folder);
    Path target = folder.resolve("hello-1.0.0.jar");
    int half = whole.length / 2;

    for (int at = 0; at < half; at += 100) {
      Files.write(target, Arrays.copyOfRange(whole, at, Math.min(half, at + 100)),
          StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      await(vertx.timer(30));
    }
    Files.write(target, Arrays.copyOfRange(whole, half, whole.length), StandardOpenOption.APPEND);

    until(() -> plugins.find("s1", "hello").isPresent());
    assertThat(call("hello").text()).isEqualTo("one");
  }

  @Test
  void halfJarThatStandsStill_isRefusedAndLeavesTheOldOneLiveUntilItIsWhole() throws Exception {
    drop(say("one"), "hello-1.0.0.jar");
    start(new JsonObject());
    byte[] whole = Files.readAllBytes(say("two"));
    Path target = folder.resolve("hello-2.0.0.jar");

    Files.write(target, Arrays.copyOf(whole, whole.length / 2));
    until(() -> !status("hello").problem().isEmpty());
    assertThat(status("hello").version()).isEqualTo("1.0.0");
    assertThat(status("hello").problem()).startsWith("hello-2.0.0: The jar cannot be read: ");
    assertThat(call("hello").text()).isEqualTo("one");

    Files.write(target, whole);
    until(() -> call("hello").text().equals("two"));
    assertThat(status("hello").problem()).isEmpty();
  }

  @Test
  void refusedJar_isTriedOnceAndForgottenWhenItIsGone() throws Exception {
    start(new JsonObject());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("bad-1.0.0.jar"), "no jar at all");

    until(() -> status("bad") != null);
    assertThat(status("bad").state()).isEqualTo(PluginStatus.State.REFUSED);
    await(vertx.timer(300));
    assertThat(metrics.counted("mesh.plugins.hot.refused", "plugin", "bad")).isEqualTo(1);

    Files.delete(folder.resolve("bad-1.0.0.jar"));
    until(() -> listed().isEmpty());
  }

  @Test
  void filesThatAreNamedOtherwise_areLeftAlone() throws Exception {
    Files.createDirectories(folder);
    for (String name : new String[] {"hello.jar", "hello-1.jar", "Hello-1.0.0.jar", "hello-1.0.0.jar.part", "x.txt"}) {
      Files.copy(say("one"), folder.resolve(name));
    }
    Files.createDirectories(folder.resolve("dir-1.0.0.jar"));

    start(new JsonObject());

    assertThat(listed()).isEmpty();
  }

  @Test
  void nodeWithoutAFolder_hasNoPluginsAndSaysSo() throws Exception {
    plugins = new HotPlugins(stage, HotPluginsOptions.from(
        new OptionsReader("plugins", new JsonObject().put("dir", ""))), Set.of());
    onContext(() -> plugins.start(vertx, context));

    assertThat(listed()).isEmpty();
    assertThatThrownBy(() -> deploy("hello-1.0.0.jar", say("one"))).hasMessageContaining("no plugin folder");
  }

  private Path say(String words) {
    return jars.oneTool("hello-1.0.0.jar", "return now(ToolAnswer.say(\"" + words + "\"));");
  }
}
