package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeployTest extends HotPluginsTestBase {

  @Test
  void deployed_isLiveAtOnceAndStaysOverARestart() throws Exception {
    start(new JsonObject());

    PluginStatus status = deploy("hello-1.0.0.jar", say("one"));

    assertThat(status.state()).isEqualTo(PluginStatus.State.LIVE);
    assertThat(status.tools()).containsExactly("hello");
    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(files()).containsExactly("hello-1.0.0.jar");
    onContext(() -> plugins.stop());
    start(new JsonObject());
    assertThat(call("hello").text()).isEqualTo("one");
  }

  @Test
  void deployedAndThenSeenInTheFolder_isNotStartedTwice() throws Exception {
    start(new JsonObject());
    deploy("hello-1.0.0.jar", say("one"));

    await(vertx.timer(400));

    assertThat(metrics.counted("mesh.plugins.hot.swaps", "plugin", "hello")).isEqualTo(1);
  }

  @Test
  void olderVersionDeployed_isLiveAndTheNewerOneLeavesTheFolder() throws Exception {
    start(new JsonObject());
    deploy("hello-2.0.0.jar", say("two"));

    deploy("hello-1.0.0.jar", say("one"));
    await(vertx.timer(400));

    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(files()).containsExactly("hello-1.0.0.jar", "hello-2.0.0.jar.withdrawn");
  }

  @Test
  void rollback_isTheSameMotionBackwards() throws Exception {
    start(new JsonObject());
    deploy("hello-1.0.0.jar", say("one"));
    deploy("hello-2.0.0.jar", say("two"));
    assertThat(status("hello").earlierVersion()).isEqualTo("1.0.0");

    PluginStatus status = await(plugins.rollback("hello"));
    await(vertx.timer(400));

    assertThat(status.version()).isEqualTo("1.0.0");
    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(files()).containsExactly("hello-1.0.0.jar", "hello-2.0.0.jar.withdrawn");
    assertThatThrownBy(() -> await(plugins.rollback("hello")))
        .hasMessage("There is no earlier version of the plugin hello.");
  }

  @Test
  void rollbackAfterARestart_findsTheOlderJarInTheFolder() throws Exception {
    drop(say("one"), "hello-1.0.0.jar");
    drop(say("two"), "hello-2.0.0.jar");
    start(new JsonObject());

    await(plugins.rollback("hello"));

    assertThat(call("hello").text()).isEqualTo("one");
  }

  @Test
  void rollbackOfAJarReplacedUnderItsName_bringsBackWhatItWas() throws Exception {
    start(new JsonObject());
    deploy("hello-1.0.0.jar", say("one"));
    deploy("hello-1.0.0.jar", say("one, altered"));
    assertThat(call("hello").text()).isEqualTo("one, altered");

    await(plugins.rollback("hello"));
    await(vertx.timer(300));

    assertThat(call("hello").text()).isEqualTo("one");
  }

  @Test
  void undeployed_isGoneAndItsJarsAreKeptAside() throws Exception {
    start(new JsonObject());
    deploy("hello-1.0.0.jar", say("one"));
    deploy("hello-2.0.0.jar", say("two"));

    await(plugins.undeploy("hello"));

    assertThat(plugins.find("s1", "hello").isPresent()).isFalse();
    assertThat(listed()).isEmpty();
    assertThat(files()).containsExactly("hello-1.0.0.jar.withdrawn", "hello-2.0.0.jar.withdrawn");
    assertThatThrownBy(() -> await(plugins.undeploy("hello"))).hasMessage("There is no plugin hello.");
    deploy("hello-1.0.0.jar", say("again"));
    assertThat(call("hello").text()).isEqualTo("again");
  }

  @Test
  void runningCall_finishesOnTheOldVersionWhileNewOnesGoToTheNew() throws Exception {
    start(new JsonObject());
    String slow = "var f = new CompletableFuture<ToolAnswer>();"
        + " context.after(500, () -> f.complete(ToolAnswer.say(\"old\"))); return f;";
    deploy("hello-1.0.0.jar", jars.oneTool("hello-1.0.0.jar", slow));
    Future<ToolResult> running = send("hello", "{}", "");
    until(() -> status("hello").running() == 1);

    deploy("hello-2.0.0.jar", say("new"));

    assertThat(running.isComplete()).isFalse();
    assertThat(call("hello").text()).isEqualTo("new");
    assertThat(await(running).text()).isEqualTo("old");
  }

  @Test
  void callThatOutlivesTheDrain_isAnsweredWithASentence() throws Exception {
    start(new JsonObject().put("drainMs", 50));
    deploy("hello-1.0.0.jar", jars.oneTool("hello-1.0.0.jar", "return new CompletableFuture<>();"));
    Future<ToolResult> running = send("hello", "{}", "");
    until(() -> status("hello").running() == 1);

    deploy("hello-2.0.0.jar", say("new"));

    assertThat(await(running).text()).isEqualTo("The tool hello was stopped before it had finished.");
    assertThat(await(running).failed()).isTrue();
  }

  @Test
  void brokenNewVersion_neverReplacesAWorkingOne() throws Exception {
    start(new JsonObject().put("startMs", 1_000));
    deploy("hello-1.0.0.jar", say("one"));

    assertRefused(jars.oneTool("hello-2.0.0.jar",
        "CompletionStage<Void> started() { throw new IllegalStateException(\"no key\"); }", "return null;"),
        "The plugin failed to start: java.lang.IllegalStateException: no key");
    assertRefused(jars.oneTool("hello-2.0.0.jar", "@Override public CompletionStage<Void> selfCheck() {"
        + " return CompletableFuture.failedFuture(new IllegalStateException(\"service is down\")); }", "return null;"),
        "The plugin failed to start: java.lang.IllegalStateException: service is down");
    assertRefused(jars.oneTool("hello-2.0.0.jar", "@Override public CompletionStage<Void> selfCheck() {"
        + " return new CompletableFuture<>(); }", "return null;"),
        "The plugin did not start within 1000 ms.");
    assertRefused(jars.withTools("hello-2.0.0.jar", "", ""), "offers 0 tools");
    assertRefused(jars.withTools("hello-2.0.0.jar", "", "Tool.named(\"builtin\").does(c -> null)"),
        "There is a tool with the name builtin already.");
    assertRefused(jars.withTools("hello-2.0.0.jar", "", "Tool.named(\"a\").arguments(\"[]\").does(c -> null)"),
        "schema that is no JSON object");
    assertRefused(jars.withTools("hello-2.0.0.jar", "",
        "Tool.named(\"a\").does(c -> null), Tool.named(\"a\").does(c -> null)"), "two tools with the name a");

    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(files()).containsExactly("hello-1.0.0.jar");
    assertThat(status("hello").version()).isEqualTo("1.0.0");
  }

  @Test
  void jarThatWasBuiltForAnotherApi_isRefusedWithoutRunningAnythingOfIt() throws Exception {
    start(new JsonObject());

    assertRefused(withManifest("Mesh-Plugin-Api", "2.0.0"), "built for version 2.0.0 of the plugin API, here is 1.0.0");
    assertRefused(withManifest("Mesh-Plugin-Api", "1.1.0"), "built for version 1.1.0");
    assertRefused(withManifest("Mesh-Plugin-Api", "one"), "Mesh-Plugin-Api is one");
    assertRefused(withManifest("Something-Else", "1.0.0"), "has no Mesh-Plugin-Api");
    assertRefused(withManifest("Class-Path", "other.jar"), "Class-Path");
  }

  @Test
  void toolOfAnotherPlugin_isNotTakenAway() throws Exception {
    start(new JsonObject());
    deploy("hello-1.0.0.jar", say("one"));

    assertThatThrownBy(() -> deploy("other-1.0.0.jar",
        jars.withTools("other-1.0.0.jar", "", "Tool.named(\"hello\").does(c -> null)")))
        .hasMessage("There is a tool with the name hello already.");
    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(listed()).extracting(PluginStatus::id).containsExactly("hello");
  }

  @Test
  void fileNamedOtherwise_isRefused() throws Exception {
    start(new JsonObject());

    assertThatThrownBy(() -> deploy("../hello-1.0.0.jar", say("one")))
        .hasMessage("A plugin's file is named <id>-<version>.jar, for example hello-1.0.0.jar.");
  }

  @Test
  void pluginSeesNothingOfTheMeshButItsApi() throws Exception {
    start(new JsonObject());
    String look = "try { Class.forName(\"%s\"); return now(ToolAnswer.say(\"seen\")); }"
        + " catch (ClassNotFoundException e) { return now(ToolAnswer.say(\"unseen\")); }";

    for (String name : List.of("io.vertx.core.Vertx", "io.xiaozhimesh.plugins.hot.HotPlugins", "org.slf4j.Logger")) {
      deploy("look-1.0.0.jar", jars.oneTool("look-1.0.0.jar", look.formatted(name)));
      assertThat(call("look").text()).as(name).isEqualTo("unseen");
    }
    deploy("look-1.0.0.jar", jars.oneTool("look-1.0.0.jar", look.formatted("java.net.http.HttpClient")));
    assertThat(call("look").text()).isEqualTo("seen");
  }

  @Test
  void whatTheJdkKeepsForEver_worksInAPluginToo() throws Exception {
    start(new JsonObject());

    deploy("dice-1.0.0.jar", jars.oneTool("dice-1.0.0.jar",
        "return now(ToolAnswer.say(\"\" + java.util.random.RandomGenerator.getDefault().nextInt(1)));"));

    assertThat(call("dice").text()).isEqualTo("0");
  }

  private void assertRefused(Path jar, String reason) {
    assertThatThrownBy(() -> deploy("hello-2.0.0.jar", jar)).isInstanceOf(PluginRefused.class)
        .hasMessageContaining(reason);
  }

  private Path withManifest(String key, String value) {
    Manifest manifest = PluginJars.manifest();
    if (key.equals("Something-Else")) {
      manifest.getMainAttributes().remove(new Attributes.Name("Mesh-Plugin-Api"));
    }
    manifest.getMainAttributes().putValue(key, value);
    return jars.of("hello-2.0.0.jar",
        "package p; public class P { static { System.exit(1); } }", manifest);
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path say(String words) {
    return jars.oneTool("hello-1.0.0.jar", "return now(ToolAnswer.say(\"" + words + "\"));");
  }
}
