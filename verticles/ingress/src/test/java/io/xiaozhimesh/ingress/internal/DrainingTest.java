package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.internal.SessionEvent.Draining;
import io.xiaozhimesh.ingress.internal.SessionEvent.HelloReceived;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStarted;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutBegan;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutEnded;
import io.xiaozhimesh.ingress.internal.SessionEvent.Tick;
import io.xiaozhimesh.ingress.internal.SessionEvent.WorkerLeaving;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a session does when its own node or one of its workers is to leave. */
class DrainingTest {

  private final SessionMachine machine =
      new SessionMachine(new TurnRules(15_000, 90_000, 5_000, 20_000, true, true, Set.of()));
  private final List<SessionEffect> effects = new ArrayList<>();
  private SessionState state = SessionState.opened("s1", 15_000);
  private long nowMs;

  private void on(Object event) {
    Step step = machine.step(state, event, nowMs);
    state = step.state();
    effects.clear();
    effects.addAll(step.effects());
  }

  private void listening() {
    on(new HelloReceived());
    on(new ListenStarted(Optional.of(ListenMode.AUTO)));
  }

  private TurnRef listenRef() {
    return state.listening().orElseThrow();
  }

  private TurnRef answerRef() {
    return state.answer().orElseThrow().ref();
  }

  private SpeechStopped stopped(UtteranceEndReason reason) {
    return new SpeechStopped(listenRef(), 0, 1_000, 800, 500, reason);
  }

  private TranscriptFinal heard(String text) {
    return new TranscriptFinal(listenRef(), 0, text, "en", "", "test", 10);
  }

  private SentenceReady sentence(int index) {
    return new SentenceReady(answerRef(), index, "Sentence " + index + ".", "en", "", "happy");
  }

  private <T extends SessionEffect> T effect(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + effects));
  }

  private List<Class<?>> kinds() {
    return effects.stream().<Class<?>>map(Object::getClass).toList();
  }

  @Test
  void listening_drainingWhileSomebodySpeaks_answersThenCloses() {
    listening();
    on(new SpeechStarted(listenRef(), 0, 500));
    on(new Draining(true, 0));
    on(stopped(UtteranceEndReason.SILENCE));
    on(heard("hello"));
    on(sentence(0));
    on(new PlayoutBegan(answerRef()));
    on(new AnswerDone(answerRef(), 1, false, "intent"));
    assertThat(kinds()).doesNotContain(SessionEffect.Close.class);
    on(new PlayoutEnded(answerRef()));
    assertThat(effect(SessionEffect.Close.class).code()).isEqualTo(1001);
  }

  @Test
  void recognising_draining_answersThenCloses() {
    listening();
    on(stopped(UtteranceEndReason.SILENCE));
    on(new Draining(true, 0));
    on(heard("hello"));
    assertThat(kinds()).contains(SessionEffect.OpenAnswer.class);
    on(new AnswerDone(answerRef(), 0, false, "intent"));
    on(new PlayoutEnded(answerRef()));
    assertThat(effect(SessionEffect.Close.class).code()).isEqualTo(1001);
  }

  @Test
  void listening_drainingBetweenTurns_waitsForTheNextTurn_butNotForLong() {
    listening();
    long beganMs = nowMs;
    nowMs += 4_000;
    on(new Draining(false, 10_000));
    assertThat(effects).isEmpty();
    assertThat(state.deadlineMs()).isEqualTo(beganMs + 10_000);
    nowMs = state.deadlineMs();
    on(new Tick());
    assertThat(kinds()).containsExactly(SessionEffect.CloseListening.class, SessionEffect.Close.class);
  }

  @Test
  void listening_drainingWithNowhereElseToGo_closesAtOnce() {
    listening();
    nowMs += 4_000;
    on(new Draining(false, 0));
    assertThat(state.deadlineMs()).isEqualTo(nowMs);
    on(new Tick());
    assertThat(effect(SessionEffect.Close.class).code()).isEqualTo(1001);
  }

  @Test
  void new_draining_isStillGreeted() {
    on(new Draining(false, 10_000));
    on(new HelloReceived());
    assertThat(kinds()).containsExactly(SessionEffect.Greet.class);
  }

  @Test
  void listening_workerLeaves_goesOnWithAnother_underANewEpoch_andLosesNoPatience() {
    listening();
    TurnRef before = listenRef();
    on(new WorkerLeaving(Role.VAD, before));
    assertThat(effect(SessionEffect.MoveListening.class).ref()).isEqualTo(listenRef());
    assertThat(listenRef().epoch()).isGreaterThan(before.epoch());
    assertThat(state.failovers()).isZero();

    on(new WorkerLeaving(Role.VAD, before));
    assertThat(effects).isEmpty();
  }
}
