package io.xiaozhimesh.bridge;

import static io.xiaozhimesh.bridge.BridgeFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TranscriptInterim;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.protocol.worker.WorkerControl;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerText;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A recogniser behind the bridge is what a Java recogniser is. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class AsrWorkerTest {

  private static final TurnRef REF = new TurnRef("s1", 1, 1);
  private static final String INBOX = "asr.w.n1.1";
  private static final int DEADLINE_MS = 2_000;

  private BridgeFixture mesh;
  private ScriptedWorker worker;

  @BeforeEach
  void join(Vertx vertx) throws Exception {
    mesh = new BridgeFixture(vertx,
        new JsonObject().put("requestMs", 1_500).put("resultMs", 300).put("missesMax", 2), new JsonObject());
    worker = mesh.connect();
    assertThat(worker.join("asr", 2).inbox()).isEqualTo(INBOX);
  }

  @Test
  void joinedWorker_isFoundByItsRole_andNotAfterItHasGone() throws Exception {
    assertThat(mesh.directory.candidates(Role.ASR)).containsExactly(INBOX);

    worker.tell(new WorkerControl.Bye("enough"));
    worker.closeCode();

    assertThat(mesh.directory.candidates(Role.ASR)).isEmpty();
    assertError(open(REF, 0), MeshError.UNAVAILABLE);
  }

  @Test
  void utterance_goesToTheWorker_andItsTranscriptToTheOwner() throws Exception {
    int stream = accepted(REF, 4);
    mesh.bus.send(INBOX, new UtterancePcm(REF, 4, 0, Payload.wrap(new byte[] {1, 2, 3, 4})));
    assertThat(worker.nextFrame()).isEqualTo(new WorkerFrame(
        WorkerFrame.Kind.UTTERANCE_PCM, stream, 1, 4, 0, 0, Payload.wrap(new byte[] {1, 2, 3, 4})));
    worker.tell(new TranscriptInterim(REF, 4, "what"));
    assertThat(mesh.heard(TranscriptInterim.class).text()).isEqualTo("what");
    mesh.bus.send(INBOX, new UtteranceEnd(REF, 4, 1));
    assertThat(worker.next(UtteranceEnd.class).pieces()).isEqualTo(1);
    TranscriptFinal told = new TranscriptFinal(REF, 4, "what time is it", "en", "", "scripted", 12);
    worker.tell(told);

    assertThat(mesh.heard(TranscriptFinal.class)).isEqualTo(told);
  }

  @Test
  void refusal_isWhatTheSenderHears() throws Exception {
    Future<Accepted> asked = open(REF, 0);
    worker.refuse(worker.nextText(), new WorkerControl.Error(MeshError.OVERLOADED, "busy"));

    assertError(asked, MeshError.OVERLOADED);
  }

  @Test
  void moreThanTheCapacity_isRefusedWithoutAskingTheWorker() throws Exception {
    accepted(new TurnRef("s1", 1, 1), 0);
    accepted(new TurnRef("s2", 1, 1), 0);

    assertError(open(new TurnRef("s3", 1, 1), 0), MeshError.OVERLOADED);
    assertThat(mesh.directory.alive().get(0).roles().get(0).sessions()).isBetween(0, 2);
  }

  @Test
  void olderEpoch_isDropped_andANewerOneEndsIt() throws Exception {
    accepted(new TurnRef("s1", 1, 5), 0);
    assertError(open(new TurnRef("s1", 1, 4), 1), MeshError.CANCELLED);

    Future<Accepted> newer = open(new TurnRef("s1", 2, 6), 0);
    assertThat(worker.next(UtteranceCancel.class).ref().epoch()).isEqualTo(5);
    worker.answer(worker.nextText(), new Accepted());
    await(newer);
    worker.tell(new TranscriptFinal(new TurnRef("s1", 1, 5), 0, "stale", "", "", "scripted", 1));
    worker.tell(new TranscriptFinal(new TurnRef("s1", 2, 6), 0, "fresh", "", "", "scripted", 1));

    assertThat(mesh.heard(TranscriptFinal.class).text()).isEqualTo("fresh");
    assertThat(mesh.metrics.counted("mesh.bridge.asr.utterance", "outcome", "stale")).isEqualTo(2);
  }

  @Test
  void cancelledUtterance_hasNoTranscript() throws Exception {
    accepted(REF, 0);
    mesh.bus.send(INBOX, new UtteranceCancel(REF, 0));
    assertThat(worker.next(UtteranceCancel.class).utteranceId()).isZero();
    worker.tell(new TranscriptFinal(REF, 0, "late", "", "", "scripted", 1));
    accepted(REF, 1);
    worker.tell(new TranscriptFinal(REF, 1, "wanted", "", "", "scripted", 1));

    assertThat(mesh.heard(TranscriptFinal.class).text()).isEqualTo("wanted");
  }

  @Test
  void deadWorker_endsItsUtterancesWithAnErrorThatMayBeRetried() throws Exception {
    accepted(REF, 3);
    worker.socket().close((short) 1000);

    TranscriptFailed failed = mesh.heard(TranscriptFailed.class);
    assertThat(failed.utteranceId()).isEqualTo(3);
    assertThat(failed.error()).isEqualTo(MeshError.UNAVAILABLE);
    assertThat(failed.error().mayRetry()).isTrue();
  }

  @Test
  void workerThatTakesWorkAndNeverAnswers_failsItsUtterancesInTime_andIsDropped() throws Exception {
    for (int utterance = 0; utterance < 2; utterance++) {
      accepted(REF, utterance);
      mesh.bus.send(INBOX, new UtteranceEnd(REF, utterance, 0));
      assertThat(mesh.heard(TranscriptFailed.class).error()).isEqualTo(MeshError.TIMEOUT);
      worker.next(UtteranceEnd.class);
      worker.next(UtteranceCancel.class);
    }

    assertThat(worker.closeCode()).isEqualTo(4006);
    assertThat(mesh.directory.candidates(Role.ASR)).isEmpty();
  }

  @Test
  void drainingWorker_takesNothingNew_andFinishesWhatItHas() throws Exception {
    accepted(REF, 0);
    worker.tell(new WorkerControl.Drain("SIGTERM"));
    worker.tell(new TranscriptInterim(REF, 0, "marks that the drain was read"));
    mesh.heard(TranscriptInterim.class);

    assertThat(mesh.directory.candidates(Role.ASR)).isEmpty();
    assertError(open(new TurnRef("s2", 1, 1), 0), MeshError.UNAVAILABLE);
    worker.tell(new TranscriptFinal(REF, 0, "done", "", "", "scripted", 1));
    assertThat(mesh.heard(TranscriptFinal.class).text()).isEqualTo("done");
  }

  @Test
  void secondWorkerOfTheRole_hasAnInboxOfItsOwn_andTakesOver() throws Exception {
    ScriptedWorker second = mesh.connect();
    second.tell(ScriptedWorker.hello("asr", "second", 2));
    second.control("welcome");
    assertThat(mesh.directory.candidates(Role.ASR)).containsExactly(INBOX, "asr.w.n1.2");
    accepted(REF, 0);

    assertThat(mesh.directory.candidates(Role.ASR)).containsExactly("asr.w.n1.2", INBOX);
  }

  @Test
  void workerThatWantsPhrases_hearsThem(Vertx vertx) throws Exception {
    PhrasesDeclared declared = new PhrasesDeclared("dialogue", List.of(new Phrase("en", "what time is it")));
    await(mesh.bus.subscribe(Addresses.PHRASES, PhrasesWanted.class,
        wanted -> mesh.bus.publish(Addresses.PHRASES, declared)).completion());
    ScriptedWorker second = mesh.connect();
    second.tell(new WorkerControl.Hello("asr", "curious", "1", 1, true, List.of()));

    List<WorkerText> told = List.of(second.nextText(), second.nextText());
    assertThat(told.stream().filter(text -> !text.isControl()).map(WorkerText::message)).containsExactly(declared);
  }

  private int accepted(TurnRef ref, int utterance) throws Exception {
    Future<Accepted> asked = open(ref, utterance);
    WorkerText request = worker.nextText();
    assertThat(request.message()).isEqualTo(new UtteranceOpen(ref, utterance, "en", mesh.owner.address()));
    worker.answer(request, new Accepted());
    await(asked);
    return request.stream();
  }

  private Future<Accepted> open(TurnRef ref, int utterance) {
    return mesh.bus.request(INBOX, new UtteranceOpen(ref, utterance, "en", mesh.owner.address()), Accepted.class,
        DEADLINE_MS);
  }

  private static void assertError(Future<?> asked, MeshError error) {
    assertThatThrownBy(() -> await(asked)).isInstanceOfSatisfying(ExecutionException.class,
        e -> assertThat(((MeshException) e.getCause()).error()).isEqualTo(error));
  }
}
