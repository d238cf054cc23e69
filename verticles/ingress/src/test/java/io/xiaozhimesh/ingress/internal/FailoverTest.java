package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.internal.SessionEvent.HelloReceived;
import io.xiaozhimesh.ingress.internal.SessionEvent.LeaseRefused;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStarted;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStopped;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutBegan;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutEnded;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutStalled;
import io.xiaozhimesh.ingress.internal.SessionEvent.WorkerLost;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lost worker does to a session: nothing that the user hears, until a turn has lost too many. */
class FailoverTest {

  private final SessionMachine machine =
      new SessionMachine(new TurnRules(15_000, 90_000, 5_000, 20_000, true, true, Set.of()));
  private final List<SessionEffect> effects = new ArrayList<>();
  private SessionState state = SessionState.opened("s1", 15_000);

  private void on(Object event) {
    Step step = machine.step(state, event, 1_000);
    state = step.state();
    effects.clear();
    effects.addAll(step.effects());
  }

  private void listening(ListenMode mode) {
    on(new HelloReceived());
    on(new ListenStarted(Optional.of(mode)));
  }

  private void answering(ListenMode mode) {
    listening(mode);
    on(new SpeechStopped(stream(), 0, 1_000, 800, 500, UtteranceEndReason.SILENCE));
    on(new TranscriptFinal(stream(), 0, "hello", "en", "", "test", 10));
  }

  private void speaking(ListenMode mode) {
    answering(mode);
    on(sentence(0));
    on(new PlayoutBegan(answer().ref()));
  }

  private TurnRef stream() {
    return state.listening().orElseThrow();
  }

  private Answer answer() {
    return state.answer().orElseThrow();
  }

  private SentenceReady sentence(int index) {
    return new SentenceReady(answer().thinking(), index, "Sentence " + index + ".", "en", "", "");
  }

  private <T extends SessionEffect> T only(Class<T> type) {
    assertThat(effects).hasSize(1);
    return type.cast(effects.get(0));
  }

  // ---- listening and recognising

  @ParameterizedTest
  @EnumSource(names = {"VAD", "ASR"})
  void listening_workerLost_streamGoesOnUnderAHigherEpochOfTheSameTurn(Role role) {
    listening(ListenMode.AUTO);
    TurnRef before = stream();
    on(new WorkerLost(role, before));
    SessionEffect.ReopenListening again = only(SessionEffect.ReopenListening.class);
    assertThat(again.ref().turnId()).isEqualTo(before.turnId());
    assertThat(again.ref().epoch()).isGreaterThan(before.epoch());
    assertThat(again.lost()).isEqualTo(role);
    assertThat(state.phase()).isEqualTo(Phase.LISTENING);
  }

  @Test
  void listening_transcriptOfTheLostEpoch_isIgnored() {
    listening(ListenMode.AUTO);
    TurnRef before = stream();
    on(new WorkerLost(Role.VAD, before));
    on(new TranscriptFinal(before, 0, "stale words", "en", "", "test", 1));
    assertThat(effects).isEmpty();
    on(new WorkerLost(Role.VAD, before));
    assertThat(effects).isEmpty();
  }

  @Test
  void recognising_afterTheButton_staysRecognising() {
    listening(ListenMode.MANUAL);
    on(new ListenStopped());
    on(new WorkerLost(Role.ASR, stream()));
    only(SessionEffect.ReopenListening.class);
    assertThat(state.phase()).isEqualTo(Phase.RECOGNISING);
    assertThat(state.deadlineMs()).isEqualTo(6_000);
  }

  @Test
  void recognising_recogniserGone_isALossAndNotAFailure() {
    listening(ListenMode.AUTO);
    on(new TranscriptFailed(stream(), 0, MeshError.UNAVAILABLE, ""));
    assertThat(only(SessionEffect.ReopenListening.class).lost()).isEqualTo(Role.ASR);
  }

  @Test
  void listening_candidateThatDidNotAnswer_mayHaveTheLease_soTheEpochRises() {
    listening(ListenMode.AUTO);
    TurnRef before = stream();
    on(new LeaseRefused(Role.VAD, before, MeshError.TIMEOUT));
    assertThat(only(SessionEffect.ReopenListening.class).ref().epoch()).isGreaterThan(before.epoch());
  }

  @Test
  void listening_fourthLossInATurn_excuses() {
    listening(ListenMode.AUTO);
    for (int i = 0; i < SessionState.FAILOVERS_MAX; i++) {
      on(new WorkerLost(Role.VAD, stream()));
      only(SessionEffect.ReopenListening.class);
    }
    on(new WorkerLost(Role.VAD, stream()));
    assertThat(effects).anyMatch(e -> e instanceof SessionEffect.SpeakPrompt p && p.prompt() == Prompt.EXCUSE);
    assertThat(state.listening()).isEmpty();
  }

  @Test
  void realtime_microphoneLostTooOftenWhileSpeaking_answerGoesOnAndListeningBeginsAnewAfterIt() {
    speaking(ListenMode.REALTIME);
    for (int i = 0; i < SessionState.FAILOVERS_MAX; i++) {
      on(new WorkerLost(Role.VAD, stream()));
      only(SessionEffect.ReopenListening.class);
    }
    on(new WorkerLost(Role.VAD, stream()));
    only(SessionEffect.CloseListening.class);
    assertThat(state.phase()).isEqualTo(Phase.SPEAKING);
    on(new AnswerDone(answer().thinking(), 1, false, "test"));
    on(new PlayoutEnded(answer().ref()));
    assertThat(effects).anyMatch(SessionEffect.OpenListening.class::isInstance);
    assertThat(state.failovers()).isZero();
  }

  // ---- answering

  @Test
  void answering_dialogueLost_isAskedAgainUnderTheSameTurn() {
    answering(ListenMode.AUTO);
    on(sentence(0));
    TurnRef before = answer().thinking();
    on(new WorkerLost(Role.DIALOGUE, before));
    SessionEffect.Rethink again = only(SessionEffect.Rethink.class);
    assertThat(again.answer()).isEqualTo(answer().ref());
    assertThat(again.ref()).isEqualTo(answer().thinking()).isNotEqualTo(before);
    assertThat(again.ref().turnId()).isEqualTo(before.turnId());
    assertThat(answer().speaking()).isEqualTo(answer().ref());
  }

  @Test
  void answering_sentenceOfTheLostWorker_isNotSpoken() {
    answering(ListenMode.AUTO);
    SentenceReady late = sentence(0);
    on(new WorkerLost(Role.DIALOGUE, answer().thinking()));
    on(late);
    assertThat(effects).isEmpty();
    on(sentence(0));
    assertThat(only(SessionEffect.Speak.class).ref()).isEqualTo(answer().ref());
  }

  @Test
  void answering_sentenceMissing_isALoss() {
    answering(ListenMode.AUTO);
    on(sentence(1));
    only(SessionEffect.Rethink.class);
    on(new AnswerDone(answer().thinking(), 1, false, "test"));
    only(SessionEffect.Rethink.class);
  }

  @Test
  void answering_sentenceTwice_isCountedOnly() {
    answering(ListenMode.AUTO);
    on(sentence(0));
    on(sentence(0));
    only(SessionEffect.Count.class);
  }

  @Test
  void answered_dialogueLost_doesNotMatter() {
    speaking(ListenMode.AUTO);
    on(new AnswerDone(answer().thinking(), 1, false, "test"));
    on(new WorkerLost(Role.DIALOGUE, answer().thinking()));
    assertThat(effects).isEmpty();
  }

  @Test
  void answering_fourthLoss_excuses() {
    answering(ListenMode.AUTO);
    for (int i = 0; i < SessionState.FAILOVERS_MAX; i++) {
      on(new WorkerLost(Role.DIALOGUE, answer().thinking()));
      only(SessionEffect.Rethink.class);
    }
    on(new WorkerLost(Role.DIALOGUE, answer().thinking()));
    assertThat(only(SessionEffect.SpeakPrompt.class).prompt()).isEqualTo(Prompt.EXCUSE);
  }

  // ---- speaking

  @Test
  void speaking_ttsLost_isTakenUpByAnother() {
    speaking(ListenMode.AUTO);
    on(new WorkerLost(Role.TTS, answer().speaking()));
    SessionEffect.Respeak again = only(SessionEffect.Respeak.class);
    assertThat(again.ref()).isEqualTo(answer().speaking()).isNotEqualTo(answer().ref());
    assertThat(answer().thinking()).isEqualTo(answer().ref());
    on(sentence(1));
    only(SessionEffect.Speak.class);
  }

  @Test
  void speaking_soundStalls_isALossBeforeItIsAFailure() {
    speaking(ListenMode.AUTO);
    for (int i = 0; i < SessionState.FAILOVERS_MAX; i++) {
      on(new PlayoutStalled(answer().ref()));
      only(SessionEffect.Respeak.class);
    }
    on(new PlayoutStalled(answer().ref()));
    assertThat(effects).anyMatch(e -> e instanceof SessionEffect.TurnOver o && o.outcome().equals("failed"));
    assertThat(effects).anyMatch(SessionEffect.StopSpeaking.class::isInstance);
  }

  @Test
  void speaking_ttsDoesNotAnswer_epochRises_butAFullOneFails() {
    answering(ListenMode.AUTO);
    on(new LeaseRefused(Role.TTS, answer().speaking(), MeshError.TIMEOUT));
    only(SessionEffect.Respeak.class);
    on(new LeaseRefused(Role.TTS, answer().speaking(), MeshError.OVERLOADED));
    assertThat(effects).anyMatch(SessionEffect.TurnOver.class::isInstance);
  }

  @Test
  void turns_lossesOfOne_areNotHeldAgainstTheNext() {
    answering(ListenMode.AUTO);
    on(new WorkerLost(Role.DIALOGUE, answer().thinking()));
    on(sentence(0));
    on(new AnswerDone(answer().thinking(), 1, false, "test"));
    on(new PlayoutEnded(answer().ref()));
    assertThat(state.failovers()).isZero();
  }
}
