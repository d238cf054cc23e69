package io.xiaozhimesh.dialogue;

import static io.xiaozhimesh.dialogue.MeshFixture.await;
import static io.xiaozhimesh.dialogue.MeshFixture.ref;
import static io.xiaozhimesh.dialogue.MeshFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.dialogue.ScriptedModel.Script;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A turn whose first worker was lost goes on where it broke off. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class TakenUpTurnTest {

  private static final JsonObject SCRIPTED = new JsonObject().put("llm", new JsonObject().put("provider", "scripted"));

  private MeshFixture mesh;

  @BeforeEach
  void startMesh(Vertx vertx) {
    ScriptedModel.forget();
    mesh = new MeshFixture(vertx);
  }

  private List<BusMessage> again(TurnRef later, String question, List<String> said) {
    AnswerOpen open = new AnswerOpen(later, mesh.ownerInbox, "aa:bb", "", TurnInputKind.SPEECH, question, "", "", said);
    await(mesh.context.bus().request(mesh.inbox, open, Accepted.class, 5_000));
    return mesh.untilEnd();
  }

  private static TurnRef later(int turn) {
    return new TurnRef("s1", turn, turn + 10);
  }

  @Test
  void storyBrokenOff_isToldFromThereOn() {
    mesh.deploy(new JsonObject());
    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me a story");
    List<String> whole = texts(mesh.untilEnd());

    List<BusMessage> rest = again(later(1), "tell me a story", whole.subList(0, 3));

    assertThat(texts(rest)).isEqualTo(whole.subList(3, whole.size()));
    assertThat(rest).filteredOn(SentenceReady.class::isInstance)
        .extracting(m -> ((SentenceReady) m).index()).startsWith(3);
    assertThat(((AnswerDone) rest.get(rest.size() - 1)).sentences()).isEqualTo(whole.size());
  }

  @Test
  void storyBrokenOff_workerThatHasHeardOthersSince_stillTellsTheSame() {
    mesh.deploy(new JsonObject());
    mesh.ask(ref(1), TurnInputKind.SPEECH, "tell me a story");
    List<String> whole = texts(mesh.untilEnd());

    List<BusMessage> rest = again(later(2), "tell me a story", whole.subList(0, 1));

    assertThat(texts(rest)).isEqualTo(whole.subList(1, whole.size()));
  }

  @Test
  void sameTurnOnAnotherWorker_makesTheSameChoice() {
    mesh.deploy(new JsonObject());
    mesh.ask(ref(5), TurnInputKind.SPEECH, "tell me a joke");
    List<String> first = texts(mesh.untilEnd());

    assertThat(texts(again(later(5), "tell me a joke", List.of()))).isEqualTo(first);
  }

  @Test
  void everythingWasSaid_onlyTheEndFollows() {
    mesh.deploy(new JsonObject());
    mesh.ask(ref(1), TurnInputKind.SPEECH, "goodbye");
    List<String> whole = texts(mesh.untilEnd());

    List<BusMessage> rest = again(later(1), "goodbye", whole);

    assertThat(texts(rest)).isEmpty();
    assertThat(rest.get(rest.size() - 1)).isEqualTo(new AnswerDone(later(1), whole.size(), true, "exit"));
  }

  @Test
  void modelAnswerBrokenOff_modelIsAskedToGoOn_andItsRepetitionIsNotSpoken() throws InterruptedException {
    ScriptedModel.SCRIPTS.add(Script.says("Rain is coming. ", "Take an umbrella. "));
    mesh.deploy(SCRIPTED);

    List<BusMessage> rest = again(later(1), "what do you think", List.of("Look outside.", "Rain is coming."));

    assertThat(texts(rest)).containsExactly("Take an umbrella.");
    assertThat(rest.get(rest.size() - 1)).isEqualTo(new AnswerDone(later(1), 3, false, "scripted"));
    ModelRequest asked = ScriptedModel.ASKED.poll(20, TimeUnit.SECONDS);
    assertThat(asked.messages()).extracting(ChatMessage::text)
        .contains("what do you think", "Look outside. Rain is coming.");
  }

  @Test
  void modelFailsToGoOn_turnFailsWithoutAnExcuseInTheMiddle() {
    ScriptedModel.SCRIPTS.add(Script.fails(io.xiaozhimesh.protocol.bus.MeshError.PROVIDER_FAILED));
    mesh.deploy(SCRIPTED);

    List<BusMessage> rest = again(later(1), "what do you think", List.of("Look outside."));

    assertThat(texts(rest)).isEmpty();
    assertThat(rest.get(rest.size() - 1)).isInstanceOf(AnswerFailed.class);
  }
}
