package io.xiaozhimesh.dialogue;

import static io.xiaozhimesh.dialogue.MeshFixture.ok;
import static io.xiaozhimesh.dialogue.MeshFixture.ref;
import static io.xiaozhimesh.dialogue.MeshFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.dialogue.ScriptedModel.Script;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolConfirm;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolFiller;
import io.xiaozhimesh.protocol.bus.ToolFinished;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns with tools that ask first, take long, or report later. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GuardedToolTurnTest {

  private static final ToolSpec DOOR = new ToolSpec("unlock_door", "unlocks", "{\"type\":\"object\"}",
      ToolEffect.SIDE_EFFECTING, "x", 0, "home.lock", List.of(new ToolFiller("en-US", "Let me see to the door.")), true);
  private static final ToolResult ASK = new ToolResult(ToolResultKind.CONFIRM, "", true);

  private final BlockingQueue<ToolConfirm> confirms = new LinkedBlockingQueue<>();
  private final BlockingQueue<ToolCall> calls = new LinkedBlockingQueue<>();
  private MeshFixture mesh;
  private Function<ToolCall, Future<ToolResult>> tool = call -> Future.succeededFuture(ASK);
  private Function<ToolConfirm, Future<ToolResult>> confirmed =
      confirm -> Future.failedFuture(new MeshException(MeshError.BAD_REQUEST, "nothing waits"));

  @BeforeEach
  void startMesh(Vertx vertx) {
    ScriptedModel.forget();
    mesh = new MeshFixture(vertx);
    mesh.offer(mesh.context.bus().inbox(Role.PLUGINS)
        .onRequest(ToolListWanted.class, wanted -> ok(new ToolListed(List.of(DOOR))))
        .onRequest(ToolCall.class, call -> {
          calls.add(call);
          return tool.apply(call);
        })
        .onRequest(ToolConfirm.class, confirm -> {
          confirms.add(confirm);
          return confirmed.apply(confirm);
        }), Role.PLUGINS);
  }

  @Test
  void toolThatAsksFirst_isPutToThePerson_andRunsOnYes() {
    deployWithModel(wantsDoor());
    assertThat(texts(turn(1, "open the door for me"))).containsExactly("Shall I really do this: unlock door?");
    confirmed = confirm -> say(ToolResultKind.SAY, "The door is open.");

    List<BusMessage> second = turn(2, "Yes.");

    assertThat(texts(second)).containsExactly("The door is open.");
    assertThat(confirms.poll()).satisfies(confirm -> {
      assertThat(confirm.agreed()).isTrue();
      assertThat(confirm.ref()).isEqualTo(ref(2));
    });
    assertThat(calls).hasSize(1).first().satisfies(call -> {
      assertThat(call.agentId()).isEqualTo("default");
      assertThat(call.language()).isEqualTo("en-US");
      assertThat(call.lateInbox()).isEqualTo(mesh.inbox);
    });
  }

  @Test
  void resultToThinkAbout_isToldByTheModel() {
    deployWithModel(wantsDoor(), Script.says("It is open now."));
    turn(1, "open the door for me");
    confirmed = confirm -> say(ToolResultKind.THINK, "{\"state\":\"open\"}");

    assertThat(texts(turn(2, "do it"))).containsExactly("It is open now.");

    List<ChatMessage> asked = List.copyOf(ScriptedModel.ASKED).get(1).messages();
    assertThat(asked.get(asked.size() - 1).text()).contains("{\"state\":\"open\"}");
  }

  @Test
  void resultToThinkAbout_withoutModel_isTheToolsSentenceOrPlainWords() {
    declareDoorPhrase("open the door");
    mesh.deploy(new JsonObject());
    confirmed = confirm -> say(ToolResultKind.THINK, "true");
    assertThat(texts(turn(1, "open the door"))).containsExactly("Shall I really do this: unlock door?");

    assertThat(texts(turn(2, "yes"))).containsExactly("Done.");
  }

  @Test
  void no_isAcknowledged() {
    deployWithModel(wantsDoor());
    turn(1, "open the door for me");
    confirmed = confirm -> say(ToolResultKind.SILENT, "");

    assertThat(texts(turn(2, "No, thanks"))).containsExactly("All right, I won't.");
    assertThat(confirms.poll().agreed()).isFalse();
  }

  @Test
  void chinese_isAskedAndUnderstood() {
    declareDoorPhrase("打开门锁");
    mesh.deploy(new JsonObject());
    confirmed = confirm -> say(ToolResultKind.SAY, "门开了。");

    assertThat(texts(turn(1, "打开门锁"))).containsExactly("真的要执行“unlock door”吗？");
    assertThat(texts(turn(2, "确定"))).containsExactly("门开了。");
    assertThat(confirms.poll().agreed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes and no", "是吗", "open the window", "what", "好吗"})
  void anythingElse_isNoYes(String said) {
    deployWithModel(wantsDoor(), Script.says("Well."));
    turn(1, "open the door for me");

    turn(2, said);

    assertThat(confirms).isEmpty();
  }

  @Test
  void yesWhenNothingWaits_isAnsweredAsEver() {
    deployWithModel(Script.says("Good to hear."));

    assertThat(texts(turn(1, "yes"))).containsExactly("Good to hear.");
  }

  @Test
  void questionThatWasNotHeardToItsEnd_isWithdrawn() throws InterruptedException {
    deployWithModel(wantsDoor());
    turn(1, "open the door for me");

    mesh.context.bus().send(mesh.inbox, new AnswerHeard(ref(1), "aa:bb", "Shall I", true));

    ToolConfirm withdrawn = confirms.poll(20, TimeUnit.SECONDS);
    assertThat(withdrawn.agreed()).isFalse();
    assertThat(withdrawn.ref().turnId()).isEqualTo(2);
  }

  @Test
  void failureOfTheModelAfterwards_doesNotSwallowTheQuestion() {
    ToolRequest door = new ToolRequest("c", "unlock_door", "{}");
    tool = call -> call.idempotencyKey().endsWith("/0") ? Future.succeededFuture(ASK)
        : say(ToolResultKind.THINK, "so so");
    deployWithModel(new Script(List.of(), List.of(door, door), null, false), Script.fails(MeshError.TIMEOUT));

    assertThat(texts(turn(1, "open the door for me"))).containsExactly("Shall I really do this: unlock door?");
  }

  @Test
  void slowTool_isBridgedOnce_withItsOwnWords() {
    Promise<ToolResult> slow = Promise.promise();
    tool = call -> slow.future();
    deployWithModel(new JsonObject().put("fillerAfterMs", 1), wantsDoor(), Script.says("All done."));
    mesh.ask(ref(1), TurnInputKind.SPEECH, "open the door for me");

    assertThat(mesh.next(SentenceReady.class).text()).isEqualTo("Let me see to the door.");
    slow.complete(new ToolResult(ToolResultKind.THINK, "ok", false));

    assertThat(texts(mesh.untilEnd())).containsExactly("All done.");
  }

  @Test
  void slowTool_afterWords_isNotBridged(Vertx vertx) {
    Promise<ToolResult> slow = Promise.promise();
    tool = call -> {
      vertx.setTimer(100, t -> slow.complete(new ToolResult(ToolResultKind.THINK, "ok", false)));
      return slow.future();
    };
    deployWithModel(new JsonObject().put("fillerAfterMs", 1), new Script(List.of("I'll try."),
        List.of(new ToolRequest("c", "unlock_door", "{}")), null, false), Script.says("All done."));

    assertThat(texts(turn(1, "open the door for me"))).containsExactly("I'll try.", "All done.");
  }

  @Test
  void slowPhraseTool_isBridgedInItsLanguage() {
    Promise<ToolResult> slow = Promise.promise();
    tool = call -> slow.future();
    declareDoorPhrase("打开门锁");
    mesh.deploy(new JsonObject().put("tools", new JsonObject().put("fillerAfterMs", 1)));
    mesh.ask(ref(1), TurnInputKind.SPEECH, "打开门锁");

    assertThat(mesh.next(SentenceReady.class).text()).isEqualTo("请稍等一下。");
    slow.complete(new ToolResult(ToolResultKind.SAY, "门开了。", false));
    assertThat(texts(mesh.untilEnd())).containsExactly("门开了。");
  }

  @Test
  void toolThatReportsLater_isToldAtTheEndOfTheNextAnswer() {
    tool = call -> say(ToolResultKind.LATER, "");
    deployWithModel(wantsDoor(), Script.says("Nice weather."));
    assertThat(texts(turn(1, "open the door for me")))
        .containsExactly("That takes a while.", "I'll tell you when it is done.");

    mesh.context.bus().send(mesh.inbox,
        new ToolFinished(ref(1), "unlock_door", ToolResultKind.SAY, "The door is open now.", false));

    assertThat(texts(turn(2, "tell me something"))).containsExactly("Nice weather.", "The door is open now.");
  }

  @Test
  void reportDuringTheTurn_isToldInIt() {
    Promise<ToolResult> slow = Promise.promise();
    tool = call -> slow.future();
    deployWithModel(wantsDoor(), Script.says("All done."));
    mesh.ask(ref(1), TurnInputKind.SPEECH, "open the door for me");
    mesh.context.bus().send(mesh.inbox,
        new ToolFinished(ref(1), "other", ToolResultKind.SAY, "The other thing is done.", false));
    slow.complete(new ToolResult(ToolResultKind.THINK, "ok", false));

    assertThat(texts(mesh.untilEnd())).endsWith("All done.", "The other thing is done.");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "I will not call unlock_door, since you asked me not to.",
      "A call would look like unlock_door().",
      "The door stays shut."})
  void answerThatOnlySpeaksOfATool_runsNone(String words) {
    deployWithModel(Script.says(words));

    assertThat(String.join(" ", texts(turn(1, "do not open the door")))).isEqualTo(words);
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "<tool_call>{\"name\":\"erase_all\",\"arguments\":{}}</tool_call> Fine.",
      "{\"name\":\"erase_all\",\"arguments\":{\"really\":true}} Fine."})
  void callOfAToolThatWasNotOffered_isNeitherRunNorSpoken(String words) {
    deployWithModel(Script.says(words), Script.says("Fine."));

    assertThat(texts(turn(1, "do not open the door"))).allSatisfy(text ->
        assertThat(text).doesNotContain("{", "erase_all", "tool_call"));
    assertThat(calls).isEmpty();
  }

  private static Script wantsDoor() {
    return Script.calls(new ToolRequest("c1", "unlock_door", "{}"));
  }

  private static Future<ToolResult> say(ToolResultKind kind, String text) {
    return Future.succeededFuture(new ToolResult(kind, text, false));
  }

  private void deployWithModel(Script... scripts) {
    deployWithModel(new JsonObject(), scripts);
  }

  private void deployWithModel(JsonObject tools, Script... scripts) {
    ScriptedModel.SCRIPTS.addAll(List.of(scripts));
    mesh.deploy(new JsonObject().put("llm", new JsonObject().put("provider", "scripted")).put("tools", tools));
  }

  /** Plugins say what they understand as soon as somebody asks. */
  private void declareDoorPhrase(String words) {
    MeshFixture.await(mesh.context.bus().subscribe(Addresses.PHRASES,
        PhrasesWanted.class, wanted -> mesh.context.bus().publish(Addresses.PHRASES,
            new ToolPhrasesDeclared("plugin:x", List.of(new ToolPhrase("unlock_door", "en-US", words, "{}")))))
        .completion());
  }

  private List<BusMessage> turn(int number, String said) {
    mesh.ask(ref(number), TurnInputKind.SPEECH, said);
    List<BusMessage> all = mesh.untilEnd();
    assertThat(all.get(all.size() - 1)).isInstanceOf(AnswerDone.class);
    return all;
  }
}
