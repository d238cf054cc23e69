package io.xiaozhimesh.dialogue;

import static io.xiaozhimesh.dialogue.MeshFixture.await;
import static io.xiaozhimesh.dialogue.MeshFixture.ok;
import static io.xiaozhimesh.dialogue.MeshFixture.ref;
import static io.xiaozhimesh.dialogue.MeshFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ContextAppend;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class DialogueVerticleTest {

  private MeshFixture mesh;

  @BeforeEach
  void startMesh(Vertx vertx) {
    mesh = new MeshFixture(vertx);
  }

  @Test
  void timeAsked_answersWithoutModelInOneSentence() {
    mesh.deploy(new JsonObject());

    mesh.ask(ref(1), TurnInputKind.SPEECH, "What time is it?");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(turn).hasSize(3);
    assertThat(turn.get(0)).isEqualTo(new AnswerProgress(ref(1), AnswerMilestone.FIRST_TOKEN, "time"));
    SentenceReady sentence = (SentenceReady) turn.get(1);
    assertThat(sentence.text()).matches("It's \\d{1,2}:\\d\\d [AP]M\\.");
    assertThat(sentence.index()).isZero();
    assertThat(sentence.emotion()).isEqualTo("neutral");
    assertThat(sentence.language()).isEqualTo("en-US");
    assertThat(turn.get(2)).isEqualTo(new AnswerDone(ref(1), 1, false, "time"));
  }

  @Test
  void chineseAsked_answersInChinese() {
    mesh.deploy(new JsonObject());

    mesh.ask(ref(1), TurnInputKind.SPEECH, "讲个故事吧。");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).hasSizeBetween(6, 10);
    assertThat(turn).filteredOn(SentenceReady.class::isInstance)
        .allMatch(m -> ((SentenceReady) m).language().equals("zh-CN"));
  }

  @Test
  void goodbye_endsTheSession() {
    mesh.deploy(new JsonObject());

    mesh.ask(ref(1), TurnInputKind.TEXT, "退出。");

    AnswerDone done = mesh.next(AnswerDone.class);
    assertThat(done.endSession()).isTrue();
    assertThat(done.sentences()).isPositive();
    assertThat(done.source()).isEqualTo("exit");
  }

  @Test
  void greetingAndFarewell_speakTheAgentsWords() {
    mesh.deploy(new JsonObject());

    mesh.ask(ref(1), TurnInputKind.GREETING, "你好小智");
    assertThat(texts(mesh.untilEnd())).containsExactly("我在呢，请说。");

    mesh.ask(ref(2), TurnInputKind.FAREWELL, "");
    List<BusMessage> farewell = mesh.untilEnd();
    assertThat(texts(farewell)).containsExactly("Goodbye!");
    assertThat(farewell.get(farewell.size() - 1)).isEqualTo(new AnswerDone(ref(2), 1, true, "farewell"));
  }

  @Test
  void nothingUnderstoodWithoutModel_saysHowToGetOne() {
    mesh.deploy(new JsonObject());

    mesh.ask(ref(1), TurnInputKind.TEXT, "explain the theory of relativity");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(String.join(" ", texts(turn))).contains("dialogue.llm");
    assertThat(((AnswerDone) turn.get(turn.size() - 1)).source()).isEqualTo("help");
  }

  @Test
  void volumeRaised_readsTheStatusThenSetsIt() {
    BlockingQueue<ToolCall> calls = new LinkedBlockingQueue<>();
    mesh.offer(mesh.context.bus().inbox(Role.PLUGINS).onRequest(ToolCall.class, call -> {
      calls.add(call);
      String text = call.name().equals("self_get_device_status") ? "{\"audio_speaker\":{\"volume\":65}}" : "true";
      return ok(new ToolResult(ToolResultKind.THINK, text, false));
    }), Role.PLUGINS);
    mesh.deploy(new JsonObject());

    mesh.ask(ref(3), TurnInputKind.SPEECH, "turn it up please");

    assertThat(texts(mesh.untilEnd())).containsExactly("The volume is now 75 percent.");
    assertThat(calls).extracting(ToolCall::name)
        .containsExactly("self_get_device_status", "self_audio_speaker_set_volume");
    assertThat(calls).extracting(ToolCall::idempotencyKey).containsExactly("s1/3/0", "s1/3/1");
    assertThat(calls).last().extracting(ToolCall::argumentsJson).isEqualTo("{\"volume\":75}");
  }

  @Test
  void volumeSetWithoutPlugins_saysThatItCannot() {
    mesh.deploy(new JsonObject());

    mesh.ask(ref(1), TurnInputKind.SPEECH, "音量调到50%");

    assertThat(texts(mesh.untilEnd())).containsExactly("我没办法调节这个设备的音量。");
    assertThat(mesh.metrics.counted("mesh.dialogue.tools.calls", "outcome", "unreachable")).isEqualTo(1);
  }

  @Test
  void answerHeard_isWrittenToTheRegistryAndRepeated() throws InterruptedException {
    BlockingQueue<ContextAppend> appended = new LinkedBlockingQueue<>();
    mesh.offer(mesh.context.bus().inbox(Role.REGISTRY).onRequest(ContextAppend.class, append -> {
      appended.add(append);
      return ok(new Accepted());
    }), Role.REGISTRY);
    mesh.deploy(new JsonObject());
    mesh.ask(ref(1), TurnInputKind.SPEECH, "hello world");
    mesh.next(AnswerDone.class);

    mesh.context.bus().send(mesh.inbox, new AnswerHeard(ref(1), "aa:bb", "Hello, world!", true));

    ContextAppend append = appended.poll(20, TimeUnit.SECONDS);
    assertThat(append.exchange().said()).isEqualTo("hello world");
    assertThat(append.exchange().answered()).isEqualTo("Hello, world!");
    assertThat(append.exchange().interrupted()).isTrue();
    mesh.ask(ref(2), TurnInputKind.SPEECH, "say that again");
    assertThat(texts(mesh.untilEnd())).containsExactly("Hello, world!");
  }

  @Test
  void answerOfAnotherWorkerHeard_isWrittenToTheRegistryWithTheQuestionItBrings() throws InterruptedException {
    BlockingQueue<ContextAppend> appended = new LinkedBlockingQueue<>();
    mesh.offer(mesh.context.bus().inbox(Role.REGISTRY).onRequest(ContextAppend.class, append -> {
      appended.add(append);
      return ok(new Accepted());
    }), Role.REGISTRY);
    mesh.deploy(new JsonObject());

    mesh.context.bus().send(mesh.inbox, new AnswerHeard(ref(7), "aa:bb", "Hello, world!", false));
    mesh.context.bus().send(mesh.inbox, new AnswerHeard(ref(8), "aa:bb", "Good night.", false, "good night"));

    ContextAppend append = appended.poll(20, TimeUnit.SECONDS);
    assertThat(append.ref()).isEqualTo(ref(8));
    assertThat(append.exchange().said()).isEqualTo("good night");
    assertThat(append.exchange().answered()).isEqualTo("Good night.");
    assertThat(mesh.metrics.counted("mesh.dialogue.heard.unknown")).isEqualTo(1);
  }

  @Test
  void phrasesWanted_areDeclaredAgain() throws InterruptedException {
    BlockingQueue<PhrasesDeclared> declared = new LinkedBlockingQueue<>();
    await(mesh.context.bus().subscribe(Addresses.PHRASES, PhrasesDeclared.class, declared::add).completion());
    mesh.deploy(new JsonObject());
    PhrasesDeclared first = declared.poll(20, TimeUnit.SECONDS);

    mesh.context.bus().publish(Addresses.PHRASES, new PhrasesWanted("asr"));

    assertThat(declared.poll(20, TimeUnit.SECONDS)).isEqualTo(first);
    assertThat(first.source()).isEqualTo("dialogue");
  }

  @Test
  void phraseOfAPlugin_callsItsToolAndSpeaksTheResult() {
    List<ToolCall> calls = new CopyOnWriteArrayList<>();
    mesh.offer(mesh.context.bus().inbox(Role.PLUGINS).onRequest(ToolCall.class, call -> {
      calls.add(call);
      return Future.succeededFuture(new ToolResult(ToolResultKind.SAY, "I rolled 4.", false));
    }), Role.PLUGINS);
    await(mesh.context.bus().subscribe(Addresses.PHRASES, PhrasesWanted.class, wanted ->
        mesh.context.bus().publish(Addresses.PHRASES, new ToolPhrasesDeclared("plugin:dice@n",
            List.of(new ToolPhrase("dice", "en-US", "roll the dice", "{\"sides\":6}"))))).completion());
    CompletableFuture<Void> declared = new CompletableFuture<>();
    await(mesh.context.bus().subscribe(Addresses.PHRASES, ToolPhrasesDeclared.class, d -> declared.complete(null))
        .completion());
    mesh.deploy(new JsonObject());
    declared.join();

    mesh.ask(ref(1), TurnInputKind.SPEECH, "Roll the dice, please.");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(texts(turn)).containsExactly("I rolled 4.");
    assertThat(turn.get(turn.size() - 1)).isEqualTo(new AnswerDone(ref(1), 1, false, "tool_phrase"));
    assertThat(calls).singleElement().satisfies(call -> {
      assertThat(call.name()).isEqualTo("dice");
      assertThat(call.argumentsJson()).isEqualTo("{\"sides\":6}");
    });
  }

  @Test
  void olderEpochWhileNewerRuns_isRefused() {
    mesh.offer(mesh.context.bus().inbox(Role.PLUGINS)
        .onRequest(ToolCall.class, call -> Promise.<BusMessage>promise().future()), Role.PLUGINS);
    mesh.deploy(new JsonObject());
    mesh.ask(ref(5), TurnInputKind.SPEECH, "turn it up");

    assertThatThrownBy(() -> mesh.ask(ref(4), TurnInputKind.SPEECH, "hello"))
        .hasMessageContaining("newer turn");
  }

  @Test
  void noRoomLeft_isRefusedAsOverloaded() {
    mesh.offer(mesh.context.bus().inbox(Role.PLUGINS)
        .onRequest(ToolCall.class, call -> Promise.<BusMessage>promise().future()), Role.PLUGINS);
    mesh.deploy(new JsonObject().put("turnsMax", 1));
    mesh.ask(ref(1), TurnInputKind.SPEECH, "turn it up");

    assertThatThrownBy(() -> mesh.ask(new TurnRef("s2", 1, 1), TurnInputKind.SPEECH, "hi"))
        .hasMessageContaining("no room");
    assertThat(mesh.metrics.counted("mesh.dialogue.turns.refused", "error", "OVERLOADED")).isEqualTo(1);
  }

  @Test
  void toolNeverAnswers_turnEndsWithAnExcuseWithinItsDeadline() {
    mesh.offer(mesh.context.bus().inbox(Role.PLUGINS)
        .onRequest(ToolCall.class, call -> Promise.<BusMessage>promise().future()), Role.PLUGINS);
    mesh.deploy(new JsonObject().put("turnDeadlineMs", 200));

    mesh.ask(ref(1), TurnInputKind.SPEECH, "turn it up");

    List<BusMessage> turn = mesh.untilEnd();
    assertThat(turn.get(turn.size() - 1)).isInstanceOfSatisfying(AnswerDone.class, done ->
        assertThat(done.source()).isEqualTo("excuse"));
    assertThat(mesh.metrics.counted("mesh.dialogue.turns.expired")).isEqualTo(1);
  }

  @Test
  void undeployed_inboxIsGoneAndOffersNothing() {
    String id = mesh.deploy(new JsonObject());
    assertThat(mesh.context.directory().candidates(Role.DIALOGUE)).containsExactly(mesh.inbox);

    await(mesh.vertx.undeploy(id));

    assertThat(mesh.context.directory().candidates(Role.DIALOGUE)).isEmpty();
    assertThatThrownBy(() -> mesh.ask(ref(1), TurnInputKind.SPEECH, "hello")).hasMessageContaining("nobody");
  }
}
