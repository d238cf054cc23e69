package io.xiaozhimesh.dialogue;

import static io.xiaozhimesh.dialogue.MeshFixture.ok;
import static io.xiaozhimesh.dialogue.MeshFixture.ref;
import static io.xiaozhimesh.dialogue.MeshFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.ScriptedModel.Script;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ContextLoaded;
import io.xiaozhimesh.protocol.bus.ContextWanted;
import io.xiaozhimesh.protocol.bus.Exchange;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.stage.MeshBus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class ModelTurnTest {

  private static final JsonObject SCRIPTED = new JsonObject().put("llm", new JsonObject().put("provider", "scripted"));
  private static final ToolSpec LAMP =
      new ToolSpec("lamp", "switches", "{\"type\":\"object\"}", ToolEffect.IDEMPOTENT, "x");

  @TempDir
  Path folder;

  private final BlockingQueue<ToolCall> toolCalls = new LinkedBlockingQueue<>();
  private MeshFixture mesh;

  @BeforeEach
  void startMesh(Vertx vertx) {
    ScriptedModel.forget();
    mesh = new MeshFixture(vertx);
  }

  private void script(Script... scripts) {
    ScriptedModel.SCRIPTS.addAll(List.of(scripts));
  }

  private void plugins(Function<ToolCall, ToolResult> tool) {
    mesh.offer(mesh.context.bus().inbox(Role.PLUGINS)
        .onRequest(ToolListWanted.class, wanted -> ok(new ToolListed(List.of(LAMP))))
        .onRequest(ToolCall.class, call -> {
          toolCalls.add(call);
          return ok(tool.apply(call));
        }), Role.PLUGINS);
  }

  private String agents(String line) {
    try {
      Files.writeString(folder.resolve("default.yaml"), line + "\n");
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ToolRequest lamp(String id) {
    return new ToolRequest(id, "lamp", "{\"on\":true}");
  }

  private static JsonObject twoModels() {
    return new JsonObject("""
        {"chain": ["near", "far"], "models": {"near": {"type": "scripted"}, "far": {"type": "scripted"}}}""");
  }

  @Test
  void firstModelFailsBeforeItsFirstWord_nextAnswers_andIsNamed() {
    mesh.deploy(twoModels());
    script(Script.fails(MeshError.TIMEOUT), Script.says("Far away."));
    mesh.ask(ref(1), TurnInputKind.SPEECH, "why is the sky blue");

    assertThat(mesh.next(SentenceReady.class).text()).isEqualTo("Far away.");
    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("far");
  }

  @Test
  void modelStreams_sentencesComeInOrderWithTheirEmotion() throws InterruptedException {
    script(Script.says("😂 Sure", ", here we go. Now", " **then**, 你好。"));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "talk to me");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(turn).containsExactly(
        new AnswerProgress(ref(1), AnswerMilestone.FIRST_TOKEN, "scripted"),
        new SentenceReady(ref(1), 0, "Sure, here we go.", "en-US", "", "funny"),
        new SentenceReady(ref(1), 1, "Now then, 你好。", "zh-CN", "", ""),
        new AnswerDone(ref(1), 2, false, "scripted"));
    ModelRequest asked = ScriptedModel.ASKED.poll(20, TimeUnit.SECONDS);
    assertThat(asked.messages()).extracting(ChatMessage::author).containsExactly(Author.SYSTEM, Author.USER);
    assertThat(asked.messages().get(1).text()).isEqualTo("talk to me");
  }

  @Test
  void exactIntent_doesNotAskTheModel() {
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "what time is it");

    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("time");
    assertThat(ScriptedModel.ASKED).isEmpty();
  }

  @Test
  void intentsOnly_modelIsNotAskedAndKeywordsAreEnough() {
    mesh.deploy(SCRIPTED.copy().put("intents", "only"));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "i really want to hear some joke about fish");

    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("joke");
    assertThat(ScriptedModel.ASKED).isEmpty();
  }

  @Test
  void weatherAsked_isLeftToTheModel() {
    script(Script.says("Sunny."));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "what's the weather like");

    assertThat(texts(mesh.untilEnd())).containsExactly("Sunny.");
  }

  @Test
  void cancelOfAnOlderEpoch_leavesTheNewerTurnAlone() {
    script(Script.hangs("A beginning. And"));
    mesh.deploy(SCRIPTED.copy().put("turnDeadlineMs", 1_000));
    mesh.ask(ref(2), TurnInputKind.SPEECH, "tell me everything");
    mesh.next(SentenceReady.class);

    mesh.context.bus().send(mesh.inbox, new AnswerCancel(ref(1)));

    assertThat(mesh.next(AnswerFailed.class).error()).isEqualTo(MeshError.TIMEOUT);
    assertThat(mesh.metrics.counted("mesh.dialogue.cancel.stale")).isEqualTo(1);
  }

  @Test
  void intentsNever_modelAnswersEverythingButExitWords() {
    script(Script.says("It is late."));
    mesh.deploy(SCRIPTED.copy().put("intents", "never"));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "what time is it");
    assertThat(texts(mesh.untilEnd())).containsExactly("It is late.");

    mesh.ask(ref(2), TurnInputKind.SPEECH, "Exit!");
    assertThat(mesh.next(AnswerDone.class).endSession()).isTrue();
  }

  @Test
  void toolToThinkAbout_isRunAndTheModelGoesOn() {
    plugins(call -> new ToolResult(ToolResultKind.THINK, "it is on", false));
    script(new Script(List.of("One moment."), List.of(lamp("c1"), lamp("c2")), null, false), Script.says("Done!"));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "switch on the lamp");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).containsExactly("One moment.", "Done!");
    assertThat(turn).contains(new AnswerProgress(ref(1), AnswerMilestone.TOOL_STARTED, "lamp"),
        new AnswerProgress(ref(1), AnswerMilestone.TOOL_ENDED, "lamp"));
    assertThat(toolCalls).extracting(ToolCall::idempotencyKey).containsExactly("s1/1/0", "s1/1/1");
    List<ChatMessage> second = List.copyOf(ScriptedModel.ASKED).get(1).messages();
    assertThat(second.subList(2, 5)).containsExactly(
        new ChatMessage(Author.ASSISTANT, "One moment.", List.of(lamp("c1"), lamp("c2")), ""),
        ChatMessage.ofTool("c1", "it is on"), ChatMessage.ofTool("c2", "it is on"));
  }

  private void pluginsOn(String node, Function<ToolCall, Future<BusMessage>> tool) {
    pluginsOn(node, List.of(LAMP), tool);
  }

  private void pluginsOn(String node, List<ToolSpec> tools, Function<ToolCall, Future<BusMessage>> tool) {
    MeshBus bus = mesh.context.bus().onNode(node);
    String inbox = Addresses.inbox(Role.PLUGINS, node);
    MeshFixture.await(bus.inbox(Role.PLUGINS)
        .onRequest(ToolListWanted.class, wanted -> ok(new ToolListed(tools)))
        .onRequest(ToolCall.class, tool::apply).open());
    bus.publish(Addresses.ANNOUNCE, new NodeAnnounced(
        node, "test", 1, NodeState.READY, List.of(new RoleLoad(Role.PLUGINS, inbox, 10, 0, 0))));
  }

  private void untilTwoPluginsWorkersAreKnown(Vertx vertx) {
    for (int i = 0; mesh.context.directory().candidates(Role.PLUGINS).size() < 2 && i < 100; i++) {
      MeshFixture.await(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
  }

  private void askWithTools(String pluginsInbox) {
    MeshFixture.await(mesh.context.bus().request(mesh.inbox, new AnswerOpen(ref(1), mesh.ownerInbox, "aa:bb", "",
        TurnInputKind.SPEECH, "switch on the lamp", "", "", List.of(), pluginsInbox), Accepted.class, 5_000));
  }

  @Test
  void deviceHasItsToolsWithTheBusierWorker_thatOneIsAskedFirst(Vertx vertx) {
    pluginsOn("holds", call -> {
      toolCalls.add(call);
      return ok(new ToolResult(ToolResultKind.SAY, "The lamp is on.", false));
    });
    pluginsOn("idle", List.of(), call -> ok(new ToolResult(ToolResultKind.SAY, "There is no lamp.", true)));
    untilTwoPluginsWorkersAreKnown(vertx);
    String holder = Addresses.inbox(Role.PLUGINS, "holds");
    mesh.context.directory().avoid(holder);
    script(new Script(List.of(), List.of(lamp("c1")), null, false));
    mesh.deploy(SCRIPTED);

    askWithTools(holder);

    assertThat(texts(mesh.untilEnd())).containsExactly("The lamp is on.");
    assertThat(toolCalls).hasSize(1);
    assertThat(List.copyOf(ScriptedModel.ASKED).get(0).tools()).containsExactly(LAMP);
  }

  @Test
  void workerWithTheDevicesToolsIsGone_anotherIsAsked() {
    plugins(call -> new ToolResult(ToolResultKind.SAY, "The lamp is on.", false));
    script(new Script(List.of(), List.of(lamp("c1")), null, false));
    mesh.deploy(SCRIPTED);

    askWithTools(Addresses.inbox(Role.PLUGINS, "gone"));

    assertThat(texts(mesh.untilEnd())).containsExactly("The lamp is on.");
  }

  @Test
  void pluginsWorkerDiesInTheTool_anotherRunsItUnderTheSameKey(Vertx vertx) {
    pluginsOn("dies", call -> {
      toolCalls.add(call);
      return Future.future(never -> { });
    });
    pluginsOn("lives", call -> {
      toolCalls.add(call);
      return ok(new ToolResult(ToolResultKind.SAY, "The lamp is on.", false));
    });
    untilTwoPluginsWorkersAreKnown(vertx);
    mesh.context.directory().avoid(Addresses.inbox(Role.PLUGINS, "lives"));
    script(new Script(List.of(), List.of(lamp("c1")), null, false));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "switch on the lamp");

    assertThat(texts(mesh.untilEnd())).contains("The lamp is on.");
    assertThat(toolCalls).extracting(ToolCall::idempotencyKey).containsExactly("s1/1/0", "s1/1/0");
    assertThat(mesh.metrics.counted("mesh.dialogue.tools.worker.gone")).isEqualTo(1);
  }

  @Test
  void toolCallWrittenAsText_isRunAndNeverSpoken() {
    plugins(call -> new ToolResult(ToolResultKind.SAY, "The lamp is on.", false));
    script(Script.says("<tool_call>{\"name\":\"lamp\",", "\"arguments\":{\"on\":true}}</tool_call>"));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "switch on the lamp");

    assertThat(texts(mesh.untilEnd())).containsExactly("The lamp is on.");
    assertThat(toolCalls).extracting(ToolCall::argumentsJson).containsExactly("{\"on\":true}");
  }

  @Test
  void toolEndsTheSession_isSpokenFirst() {
    plugins(call -> new ToolResult(ToolResultKind.END_SESSION, "Bye now.", false));
    script(Script.calls(lamp("c1")));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "enough of that");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).containsExactly("Bye now.");
    assertThat(turn).last().isEqualTo(new AnswerDone(ref(1), 1, true, "scripted"));
  }

  @Test
  void silentTool_endsTheTurnWithoutAWord() {
    plugins(call -> new ToolResult(ToolResultKind.SILENT, "", false));
    script(Script.calls(lamp("c1")));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "make it quieter around here");

    assertThat(mesh.untilEnd()).last().isEqualTo(new AnswerDone(ref(1), 0, false, "scripted"));
  }

  @Test
  void unknownToolOrBadArguments_areToldToTheModelAndNotRun() {
    plugins(call -> new ToolResult(ToolResultKind.SAY, "no", false));
    script(Script.calls(new ToolRequest("c1", "rocket", "{}"), new ToolRequest("c2", "lamp", "on")),
        Script.says("I cannot do that."));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "launch the rocket");

    assertThat(texts(mesh.untilEnd())).containsExactly("I cannot do that.");
    assertThat(toolCalls).isEmpty();
    assertThat(List.copyOf(ScriptedModel.ASKED).get(1).messages().subList(3, 5)).containsExactly(
        ChatMessage.ofTool("c1", "There is no tool of this name."),
        ChatMessage.ofTool("c2", "The arguments are not a JSON object."));
  }

  @Test
  void modelCallsToolsForEver_isStoppedAtTheDepthLimit() {
    plugins(call -> new ToolResult(ToolResultKind.THINK, "again", false));
    for (int i = 0; i < 10; i++) {
      script(Script.calls(lamp("c" + i)));
    }
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "do it again and again");

    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("excuse");
    assertThat(toolCalls).hasSize(5);
    assertThat(mesh.metrics.counted("mesh.dialogue.tools.too.deep")).isEqualTo(1);
  }

  @Test
  void moreCallsThanAllowed_theFirstAreRun() {
    plugins(call -> new ToolResult(ToolResultKind.SAY, "Done " + call.idempotencyKey().charAt(5) + ".", false));
    script(Script.calls(lamp("c1"), lamp("c2"), lamp("c3")));
    mesh.deploy(SCRIPTED.copy().put("tools", new JsonObject().put("callsMax", 2)));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "switch everything on");

    assertThat(texts(mesh.untilEnd())).containsExactly("Done 0.", "Done 1.");
    assertThat(mesh.metrics.counted("mesh.dialogue.tools.too.many")).isEqualTo(1);
  }

  @Test
  void modelFailsBeforeAWord_excuseInTheLanguageOfTheQuestion() {
    script(Script.fails(MeshError.UNAUTHENTICATED));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "给我解释一下相对论");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).containsExactly("抱歉，我刚才没想明白，请稍后再试一次。");
    assertThat(turn).last().isEqualTo(new AnswerDone(ref(1), 1, false, "excuse"));
    assertThat(mesh.metrics.counted("mesh.dialogue.model.failed", "error", "UNAUTHENTICATED")).isEqualTo(1);
  }

  @Test
  void modelBreaksOff_anotherGoesOnAfterTheLastWholeSentence() {
    script(Script.fails(MeshError.TIMEOUT, "The first sentence. And the sec"), Script.says("And the second one."));
    mesh.deploy(twoModels());

    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).containsExactly("The first sentence.", "And the second one.");
    assertThat(turn).last().isEqualTo(new AnswerDone(ref(1), 2, false, "far"));
    List<ChatMessage> asked = List.copyOf(ScriptedModel.ASKED).get(1).messages();
    assertThat(asked.get(asked.size() - 2)).isEqualTo(ChatMessage.of(Author.ASSISTANT, "The first sentence."));
    assertThat(asked.get(asked.size() - 1).text()).isEqualTo(ModelPrompt.GO_ON);
  }

  @Test
  void modelIsSilent_theNextIsAskedAsWell_andWhoSpeaksFirstAnswers() {
    script(Script.hangs(""), Script.says("Quick."));
    mesh.deploy(twoModels().put("resilience", new JsonObject().put("hedgeMs", 20)));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");

    assertThat(mesh.next(SentenceReady.class).text()).isEqualTo("Quick.");
    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("far");
    assertThat(ScriptedModel.CANCELLED).hasSize(1);
    assertThat(mesh.metrics.counted("mesh.provider.attempts", "stage", "dialogue", "provider", "near", "outcome", "hedged"))
        .isEqualTo(1);
  }

  @Test
  void agentNamesAModel_itIsAskedFirst_andAServicesOwnNameGoesToTheFirstOnly() {
    script(Script.fails(MeshError.BAD_REQUEST), Script.says("Hello."));
    mesh.deploy(twoModels().put("agentsDir", agents("model: gpt-x")));
    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");
    mesh.untilEnd();
    assertThat(ScriptedModel.ASKED).extracting(ModelRequest::model).containsExactly("gpt-x", "");

    ScriptedModel.forget();
    script(Script.says("Hello."));
    mesh.redeploy(twoModels().put("agentsDir", agents("model: far")));
    mesh.ask(ref(2), TurnInputKind.SPEECH, "tell me everything");
    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("far");
    assertThat(ScriptedModel.ASKED).extracting(ModelRequest::model).containsExactly("");
  }

  @Test
  void noModelCanBeReached_anIntentThatWouldHaveLeftItToThem_answers() {
    script(Script.fails(MeshError.UNAUTHENTICATED), Script.fails(MeshError.UNAUTHENTICATED));
    mesh.deploy(twoModels());

    mesh.ask(ref(1), TurnInputKind.SPEECH, "well could you please tell me what time it is over there");

    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("time");
    assertThat(ScriptedModel.ASKED).hasSize(2);
  }

  @Test
  void modelTakesItsTime_theSpeakerHearsSo_andAnExcuseStillFollows() {
    script(Script.hangs(""));
    mesh.deploy(SCRIPTED.copy().put("speech", new JsonObject().put("patienceMs", 10))
        .put("resilience", new JsonObject().put("firstMs", 100)));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "explain everything to me");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).startsWith("One moment, please.").hasSize(3);
    assertThat(turn).last().isEqualTo(new AnswerDone(ref(1), 3, false, "excuse"));
  }

  @Test
  void everyModelBreaksOff_turnFails() {
    script(Script.fails(MeshError.TIMEOUT, "The first sentence. "), Script.fails(MeshError.TIMEOUT, "b"),
        Script.fails(MeshError.TIMEOUT, "c"));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).containsExactly("The first sentence.", "c");
    assertThat(turn).last().isInstanceOfSatisfying(AnswerFailed.class, failed ->
        assertThat(failed.error()).isEqualTo(MeshError.TIMEOUT));
  }

  @Test
  void modelSaysNothing_excuse() {
    script(Script.says("<think>hm</think>", "```\ncode\n```"));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "say nothing");

    assertThat(mesh.next(AnswerDone.class).source()).isEqualTo("excuse");
  }

  @Test
  void modelHangs_turnEndsWithinItsDeadlineAndTheModelIsStopped() throws InterruptedException {
    script(Script.hangs("A beginning. And"));
    mesh.deploy(SCRIPTED.copy().put("turnDeadlineMs", 200));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");

    assertThat(mesh.next(AnswerFailed.class).error()).isEqualTo(MeshError.TIMEOUT);
    assertThat(ScriptedModel.CANCELLED.poll(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void cancelled_modelIsStoppedAndNothingFollows() throws InterruptedException {
    script(Script.hangs("A beginning. And"), Script.says("The next."));
    mesh.deploy(SCRIPTED);
    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");
    mesh.next(SentenceReady.class);

    mesh.context.bus().send(mesh.inbox, new AnswerCancel(ref(1)));

    assertThat(ScriptedModel.CANCELLED.poll(20, TimeUnit.SECONDS)).isNotNull();
    mesh.ask(ref(2), TurnInputKind.SPEECH, "tell me more");
    assertThat(mesh.untilEnd()).allMatch(m -> !m.toString().contains("turnId=1"));
  }

  @Test
  void newerTurn_replacesTheOlder() throws InterruptedException {
    script(Script.hangs("A beginning. And"), Script.says("The next."));
    mesh.deploy(SCRIPTED);
    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");
    mesh.next(SentenceReady.class);

    mesh.ask(ref(2), TurnInputKind.SPEECH, "tell me more");

    assertThat(ScriptedModel.CANCELLED.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(texts(mesh.untilEnd())).containsExactly("The next.");
  }

  @Test
  void endlessAnswer_isCutAndTheModelStopped() throws InterruptedException {
    script(Script.hangs("word. ".repeat(30), "word. ".repeat(30)));
    mesh.deploy(SCRIPTED.copy().put("speech", new JsonObject().put("answerCharsMax", 100)));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me everything");

    assertThat(mesh.next(AnswerDone.class).sentences()).isEqualTo(30);
    assertThat(ScriptedModel.CANCELLED.poll(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void registryKnowsTheDevice_itsContextIsInTheQuestion() throws InterruptedException {
    mesh.offer(mesh.context.bus().inbox(Role.REGISTRY).onRequest(ContextWanted.class, wanted ->
        ok(new ContextLoaded(List.of(new Exchange("my name is Tom", "Hello Tom", true, 5))))), Role.REGISTRY);
    script(Script.says("Tom."), Script.says("Still Tom."));
    mesh.deploy(SCRIPTED);

    mesh.ask(ref(1), TurnInputKind.SPEECH, "what's my name");
    mesh.untilEnd();
    mesh.context.bus().send(mesh.inbox, new AnswerHeard(ref(1), "aa:bb", "Tom.", false));
    mesh.ask(ref(2), TurnInputKind.SPEECH, "are you sure about that");
    mesh.untilEnd();

    ScriptedModel.ASKED.poll(20, TimeUnit.SECONDS);
    assertThat(ScriptedModel.ASKED.poll(20, TimeUnit.SECONDS).messages()).extracting(ChatMessage::text)
        .endsWith("my name is Tom", "Hello Tom …", "what's my name", "Tom.", "are you sure about that");
  }

  @Test
  void registryNeverAnswers_turnGoesOnWithoutIt() {
    mesh.offer(mesh.context.bus().inbox(Role.REGISTRY)
        .onRequest(ContextWanted.class, wanted -> Promise.<BusMessage>promise().future()), Role.REGISTRY);
    script(Script.says("I do not know."));
    mesh.deploy(SCRIPTED.copy().put("context", new JsonObject().put("waitMs", 20)));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "what's my name");

    assertThat(texts(mesh.untilEnd())).containsExactly("I do not know.");
    assertThat(mesh.metrics.counted("mesh.dialogue.context.late")).isEqualTo(1);
  }
}
