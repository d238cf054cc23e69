package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin does wrong, it does to itself. */
class HostilePluginTest extends HotPluginsTestBase {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "static int x = 1 / Integer.parseInt(\"0\"); | The plugin failed to start: java.lang.ArithmeticException: / by zero",
      "static { while (Boolean.parseBoolean(\"true\")) { } } | The plugin did not start within 500 ms.",
      "static { try { Thread.sleep(60_000); } catch (InterruptedException e) { } } | The plugin did not start within",
      "public P() { throw new StackOverflowError(); } | The plugin failed to start:",
      "static void f() { f(); } static { f(); } | The plugin failed to start: java.lang.StackOverflowError"})
  void badStaticInitialiser_isBoundedAndRefused(String members, String reason) throws Exception {
    start(new JsonObject().put("startMs", 500));
    deploy("good-1.0.0.jar", jars.oneTool("good-1.0.0.jar", "return now(ToolAnswer.say(\"good\"));"));

    assertThatThrownBy(() -> deploy("bad-1.0.0.jar", jars.oneTool("bad-1.0.0.jar", members, "return null;")))
        .isInstanceOf(PluginRefused.class).hasMessageStartingWith(reason);

    assertThat(call("good").text()).isEqualTo("good");
    assertThat(listed()).extracting(PluginStatus::id).containsExactly("good");
  }

  @Test
  void staticInitialiserThatStartsThreads_costsNobodyElseAnything() throws Exception {
    start(new JsonObject());
    String members = "static { for (int i = 0; i < 20; i++) { Thread t = new Thread(() -> { throw new Error(); });"
        + " t.setDaemon(true); t.setUncaughtExceptionHandler((a, b) -> { }); t.start(); } }";

    deploy("many-1.0.0.jar", jars.oneTool("many-1.0.0.jar", members, "return now(ToolAnswer.say(\"here\"));"));

    assertThat(call("many").text()).isEqualTo("here");
    await(plugins.undeploy("many"));
    assertThat(collected(() -> plugins.loadersAlive() == 0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "throw new Error();", "throw new java.io.IOException(\"x\");", "return null;",
      "return now(null);", "return CompletableFuture.failedFuture(new StackOverflowError());"})
  void brokenTool_isAFailedCallAndNothingMore(String body) throws Exception {
    start(new JsonObject());
    deploy("bad-1.0.0.jar", jars.oneTool("bad-1.0.0.jar", body));

    for (int i = 0; i < 20; i++) {
      assertThat(call("bad").text()).isEqualTo("The tool bad has failed.");
    }

    assertThat(status("bad").state()).isEqualTo(PluginStatus.State.LIVE);
    assertThat(metrics.counted("mesh.plugins.hot.calls", "plugin", "bad", "outcome", "broken")).isEqualTo(20);
  }

  @Test
  void blockingPlugin_hurtsOnlyItself() throws Exception {
    start(new JsonObject().put("callsMax", 4).put("queueMax", 2).put("timeoutsMax", 100));
    deploy("stuck-1.0.0.jar", jars.withTools("stuck-1.0.0.jar", "",
        "Tool.named(\"stuck\").deadlineMs(300).does(c -> { while (true) { } })"));
    deploy("good-1.0.0.jar", jars.oneTool("good-1.0.0.jar", "return now(ToolAnswer.say(\"good\"));"));

    List<Future<ToolResult>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      calls.add(send("stuck", "{}", ""));
    }

    assertThat(call("good").text()).isEqualTo("good");
    List<String> answers = new ArrayList<>();
    for (Future<ToolResult> call : calls) {
      answers.add(await(call).text());
    }
    assertThat(answers).filteredOn("The tool stuck did not answer in time."::equals).hasSize(6);
    assertThat(answers).filteredOn("The tool stuck is busy."::equals).hasSize(4);
    assertThat(call("good").text()).isEqualTo("good");
  }

  @Test
  void interruptedTool_givesItsThreadBack() throws Exception {
    start(new JsonObject().put("threads", 1).put("callsMax", 1).put("timeoutsMax", 100));
    deploy("nap-1.0.0.jar", jars.withTools("nap-1.0.0.jar", "", "Tool.named(\"nap\").deadlineMs(200).does(c -> {"
        + " if (c.flag(\"sleep\", false)) Thread.sleep(60_000); return now(ToolAnswer.say(\"awake\")); })"));

    assertThat(call("nap", "{\"sleep\":true}", "").text()).isEqualTo("The tool nap did not answer in time.");

    until(() -> call("nap").text().equals("awake"));
  }

  @Test
  void fiveMissedDeadlinesInARow_areQuarantine() throws Exception {
    start(new JsonObject());
    deploy("late-1.0.0.jar", jars.oneTool("late-1.0.0.jar", "return now(ToolAnswer.say(\"fine\"));"));
    deploy("late-2.0.0.jar", jars.withTools("late-2.0.0.jar", "", "Tool.named(\"late\").deadlineMs(50).does(c ->"
        + " c.flag(\"good\", false) ? now(ToolAnswer.say(\"good\")) : new CompletableFuture<>())"));

    for (int i = 0; i < 4; i++) {
      call("late");
    }
    assertThat(call("late", "{\"good\":true}", "").text()).isEqualTo("good");
    for (int i = 0; i < 4; i++) {
      assertThat(call("late").text()).isEqualTo("The tool late did not answer in time.");
    }
    assertThat(status("late").state()).isEqualTo(PluginStatus.State.LIVE);
    call("late");

    assertThat(status("late").state()).isEqualTo(PluginStatus.State.QUARANTINED);
    assertThat(status("late").problem()).isEqualTo("It missed 5 deadlines in a row.");
    assertThat(call("late").text()).isEqualTo("The tool late is out of service.");
    assertThat(plugins.specs()).isEmpty();
    await(vertx.timer(300));
    assertThat(status("late").state()).isEqualTo(PluginStatus.State.QUARANTINED);
    assertThat(await(plugins.rollback("late")).version()).isEqualTo("1.0.0");
    assertThat(call("late").text()).isEqualTo("fine");
  }

  @Test
  void fiveHundredTools_areRefused_andTheOldOnesStay() throws Exception {
    start(new JsonObject());
    deploy("many-1.0.0.jar", jars.oneTool("many-1.0.0.jar", "return now(ToolAnswer.say(\"one\"));"));
    String tools = IntStream.range(0, 500).mapToObj(i -> "Tool.named(\"t" + i + "\").does(c -> null)")
        .collect(Collectors.joining(", "));

    assertThatThrownBy(() -> deploy("many-1.1.0.jar", jars.withTools("many-1.1.0.jar", "", tools)))
        .isInstanceOf(PluginRefused.class)
        .hasMessageContaining("The plugin offers 500 tools, it may offer 1 to 64.");

    assertThat(call("many").text()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Tool.named(\"twin\").does(c -> null), Tool.named(\"twin\").does(c -> null) | two tools with the name twin",
      "Tool.named(\"builtin\").does(c -> null) | There is a tool with the name builtin already.",
      "Tool.named(\"good\").does(c -> null) | There is a tool with the name good already."})
  void collidingNames_areRefused(String tools, String reason) throws Exception {
    start(new JsonObject());
    deploy("good-1.0.0.jar", jars.oneTool("good-1.0.0.jar", "return now(ToolAnswer.say(\"good\"));"));

    assertThatThrownBy(() -> deploy("bad-1.0.0.jar", jars.withTools("bad-1.0.0.jar", "", tools)))
        .isInstanceOf(PluginRefused.class).hasMessageContaining(reason);

    assertThat(call("good").text()).isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{'type':'object','properties':[1,2],'required':'x'}", "{'properties':{'a':7},'required':{'a':1}}", "{'type':['object',7]}",
      "{'properties':{'a':{'type':'no such','enum':3,'minimum':'low'}}}", "{}"})
  void schemaThatMakesNoSense_forbidsNothing(String schema) throws Exception {
    start(new JsonObject());
    deploy("odd-1.0.0.jar", jars.withTools("odd-1.0.0.jar", "", "Tool.named(\"odd\").arguments(\""
        + schema.replace("'", "\\\"") + "\").answers(c -> ToolAnswer.say(\"here\"))"));

    assertThat(call("odd", "{\"a\":1}", "").text()).isEqualTo("here");
  }

  @Test
  void enormousResult_isCut() throws Exception {
    start(new JsonObject());
    deploy("big-1.0.0.jar", jars.oneTool("big-1.0.0.jar", "return now(ToolAnswer.think(\"x\".repeat(10_000_000)));"));

    assertThat(call("big").text()).hasSize(16_000);
    assertThat(metrics.counted("mesh.plugins.hot.calls", "plugin", "big", "outcome", "cut")).isEqualTo(1);
  }

  @Test
  void argumentsThatDoNotFit_neverReachTheTool() throws Exception {
    start(new JsonObject());
    deploy("sum-1.0.0.jar", jars.withTools("sum-1.0.0.jar", "", "Tool.named(\"sum\").arguments(\"\"\"\n"
        + "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"maximum\":9},\"list\":{\"type\":\"array\"}},"
        + "\"required\":[\"n\"]}\"\"\").answers(c -> ToolAnswer.say(c.arguments().get(\"n\").getClass().getSimpleName()"
        + " + c.integer(\"n\", 0) + c.arguments().get(\"list\")))"));

    assertThat(call("sum").text()).isEqualTo("The argument \"n\" is missing.");
    assertThat(call("sum", "{\"n\":10}", "").text()).isEqualTo("The argument \"n\" should be at most 9.");
    assertThat(call("sum", "{\"n\":\"7\",\"list\":[1,2.5,null,{\"a\":true}]}", "").text())
        .isEqualTo("Long7[1, 2.5, {a=true}]");
  }

  @Test
  void everyKindOfAnswer_reachesTheDialogue() throws Exception {
    start(new JsonObject());
    deploy("kinds-1.0.0.jar", jars.oneTool("kinds-1.0.0.jar", "return now(switch (call.text(\"kind\", \"\")) {"
        + " case \"think\" -> ToolAnswer.think(\"t\"); case \"silent\" -> ToolAnswer.silent();"
        + " case \"end\" -> ToolAnswer.endSession(\"bye\"); case \"failed\" -> ToolAnswer.failed(\"no\");"
        + " default -> ToolAnswer.playAudio(java.net.URI.create(\"http://a/b.mp3\")); });"));

    assertThat(call("kinds", "{\"kind\":\"think\"}", "")).isEqualTo(new ToolResult(ToolResultKind.THINK, "t", false));
    assertThat(call("kinds", "{\"kind\":\"silent\"}", "")).isEqualTo(new ToolResult(ToolResultKind.SILENT, "", false));
    assertThat(call("kinds", "{\"kind\":\"end\"}", ""))
        .isEqualTo(new ToolResult(ToolResultKind.END_SESSION, "bye", false));
    assertThat(call("kinds", "{\"kind\":\"failed\"}", "")).isEqualTo(new ToolResult(ToolResultKind.THINK, "no", true));
    ToolResult played = call("kinds");
    assertThat(played.kind()).isEqualTo(ToolResultKind.PLAY);
    assertThat(played.text()).contains("http://a/b.mp3");
  }
}
