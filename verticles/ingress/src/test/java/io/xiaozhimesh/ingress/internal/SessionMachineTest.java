package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.internal.SessionEvent.Aborted;
import io.xiaozhimesh.ingress.internal.SessionEvent.Draining;
import io.xiaozhimesh.ingress.internal.SessionEvent.HelloReceived;
import io.xiaozhimesh.ingress.internal.SessionEvent.LeaseRefused;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStarted;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStopped;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutBegan;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutEnded;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutStalled;
import io.xiaozhimesh.ingress.internal.SessionEvent.SocketClosed;
import io.xiaozhimesh.ingress.internal.SessionEvent.TextReceived;
import io.xiaozhimesh.ingress.internal.SessionEvent.Tick;
import io.xiaozhimesh.ingress.internal.SessionEvent.WorkerLost;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SessionMachineTest {

  private static final TurnRules RULES =
      new TurnRules(15_000, 90_000, 5_000, 20_000, true, true, Set.of("hi xiaozhi", "你好小智"));

  private final SessionMachine machine = new SessionMachine(RULES);
  private final List<SessionEffect> effects = new ArrayList<>();
  private SessionState state = SessionState.opened("s1", 15_000);
  private long nowMs;

  private SessionMachineTest on(Object event) {
    Step step = machine.step(state, event, nowMs);
    state = step.state();
    effects.clear();
    effects.addAll(step.effects());
    return this;
  }

  private void greeted() {
    on(new HelloReceived());
  }

  private void listening(ListenMode mode) {
    greeted();
    on(new ListenStarted(Optional.of(mode)));
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

  private void answering(ListenMode mode) {
    listening(mode);
    on(stopped(UtteranceEndReason.SILENCE));
    on(heard("hello"));
  }

  private void speaking(ListenMode mode) {
    answering(mode);
    on(sentence(0));
    on(new PlayoutBegan(answerRef()));
  }

  private <T extends SessionEffect> T effect(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + effects));
  }

  private List<Class<?>> kinds() {
    return effects.stream().<Class<?>>map(Object::getClass).toList();
  }

  // ---- hello

  @Test
  void new_hello_greetsAndWaits() {
    greeted();
    assertThat(kinds()).containsExactly(SessionEffect.Greet.class);
    assertThat(state.phase()).isEqualTo(Phase.IDLE);
  }

  @Test
  void new_helloDeadline_closes() {
    on(new Tick());
    assertThat(effect(SessionEffect.Close.class).code()).isEqualTo(1008);
    assertThat(state.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void new_anythingButHello_isCountedAndChangesNothing() {
    SessionState before = state;
    on(new ListenStarted(Optional.of(ListenMode.AUTO)));
    assertThat(state).isEqualTo(before);
    assertThat(kinds()).containsExactly(SessionEffect.Count.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "MANUAL", "REALTIME"})
  void speaking_secondHello_isAnsweredOnceAndNothingElseHappens(ListenMode mode) {
    speaking(mode);
    Phase before = state.phase();
    on(new HelloReceived());
    assertThat(kinds()).containsExactly(SessionEffect.Greet.class);
    assertThat(state.phase()).isEqualTo(before);
  }

  // ---- listening

  @Test
  void idle_listenStart_opensAStreamUnderTheNextTurn() {
    listening(ListenMode.MANUAL);
    SessionEffect.OpenListening open = effect(SessionEffect.OpenListening.class);
    assertThat(open.mode()).isEqualTo(ListenMode.MANUAL);
    assertThat(open.ref().turnId()).isEqualTo(1);
    assertThat(state.phase()).isEqualTo(Phase.LISTENING);
  }

  @Test
  void listening_listenStartAgain_resetsTheStreamWithANewEpoch() {
    listening(ListenMode.AUTO);
    TurnRef first = listenRef();
    on(new ListenStarted(Optional.empty()));
    assertThat(effect(SessionEffect.CloseListening.class).ref()).isEqualTo(first);
    assertThat(effect(SessionEffect.OpenListening.class).ref().epoch()).isGreaterThan(first.epoch());
    assertThat(state.mode()).isEqualTo(ListenMode.AUTO);
  }

  @Test
  void idle_listenStartWithoutMode_keepsTheModeLastGiven() {
    listening(ListenMode.MANUAL);
    on(new ListenStopped());
    on(stopped(UtteranceEndReason.NO_SPEECH));
    on(new ListenStarted(Optional.empty()));
    assertThat(state.mode()).isEqualTo(ListenMode.MANUAL);
  }

  @Test
  void manual_listenStopWithoutSpeech_answersNothing() {
    listening(ListenMode.MANUAL);
    on(new ListenStopped());
    assertThat(kinds()).containsExactly(SessionEffect.FlushListening.class);
    on(stopped(UtteranceEndReason.NO_SPEECH));
    assertThat(kinds()).containsExactly(SessionEffect.CloseListening.class);
    assertThat(state.phase()).isEqualTo(Phase.IDLE);
  }

  @Test
  void idle_listenStop_isIgnored() {
    greeted();
    on(new ListenStopped());
    assertThat(kinds()).containsExactly(SessionEffect.Count.class);
    assertThat(state.phase()).isEqualTo(Phase.IDLE);
  }

  @Test
  void auto_emptyTranscript_goesOnListeningOnTheSameStream() {
    listening(ListenMode.AUTO);
    TurnRef stream = listenRef();
    on(stopped(UtteranceEndReason.SILENCE));
    assertThat(state.phase()).isEqualTo(Phase.RECOGNISING);
    on(heard(" "));
    assertThat(effects).isEmpty();
    assertThat(state.phase()).isEqualTo(Phase.LISTENING);
    assertThat(listenRef()).isEqualTo(stream);
  }

  @Test
  void recognising_deadlinePasses_sendsTheUtteranceAgain_andInTheEndGoesOnListening() {
    listening(ListenMode.AUTO);
    on(stopped(UtteranceEndReason.SILENCE));
    for (int i = 0; i < SessionState.FAILOVERS_MAX; i++) {
      nowMs = state.deadlineMs();
      on(new Tick());
      assertThat(kinds()).containsExactly(SessionEffect.ReopenListening.class);
    }
    nowMs = state.deadlineMs();
    on(new Tick());
    assertThat(state.phase()).isEqualTo(Phase.LISTENING);
    assertThat(effects).isEmpty();
  }

  @Test
  void listening_messagesOfAnOlderEpoch_changeNothing() {
    listening(ListenMode.AUTO);
    TurnRef old = listenRef();
    on(new ListenStarted(Optional.empty()));
    SessionState before = state;
    on(new SpeechStopped(old, 0, 1_000, 800, 500, UtteranceEndReason.SILENCE));
    on(new TranscriptFinal(old, 0, "stale words", "en", "", "test", 1));
    on(new TranscriptFailed(old, 0, MeshError.TIMEOUT, "late"));
    assertThat(effects).isEmpty();
    assertThat(state).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"AUTO,true", "MANUAL,true", "REALTIME,false"})
  void recognising_transcript_showsItThenStartsSpeakingThenAsks(ListenMode mode, boolean microphoneCloses) {
    listening(mode);
    on(stopped(UtteranceEndReason.SILENCE));
    on(heard("what time is it"));
    List<Class<?>> shown = kinds().stream().filter(k -> k != SessionEffect.CloseListening.class).toList();
    assertThat(shown).containsExactly(SessionEffect.ShowTranscript.class, SessionEffect.StartSpeaking.class,
        SessionEffect.OpenAnswer.class);
    assertThat(kinds().contains(SessionEffect.CloseListening.class)).isEqualTo(microphoneCloses);
    assertThat(effect(SessionEffect.OpenAnswer.class).kind()).isEqualTo(TurnInputKind.SPEECH);
    assertThat(state.phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void recognising_recogniserFails_asksToSayItAgain() {
    listening(ListenMode.AUTO);
    on(stopped(UtteranceEndReason.SILENCE));
    on(new TranscriptFailed(listenRef(), 0, MeshError.PROVIDER_FAILED, "x"));
    assertThat(effect(SessionEffect.SpeakPrompt.class).prompt()).isEqualTo(Prompt.SAY_AGAIN);
    assertThat(kinds()).contains(SessionEffect.StartSpeaking.class);
  }

  @Test
  void listening_noWorkerHasRoom_saysBusyThenEndsTheSession() {
    listening(ListenMode.AUTO);
    on(new LeaseRefused(Role.VAD, listenRef(), MeshError.OVERLOADED));
    assertThat(effect(SessionEffect.SpeakPrompt.class).prompt()).isEqualTo(Prompt.BUSY);
    on(new PlayoutEnded(answerRef()));
    assertThat(kinds()).contains(SessionEffect.StopSpeaking.class, SessionEffect.Close.class)
        .doesNotContain(SessionEffect.OpenListening.class);
  }

  @Test
  void realtime_nobodyListensWhileAnswering_isAskedForAgainAfterTheAnswer() {
    answering(ListenMode.REALTIME);
    on(new LeaseRefused(Role.VAD, listenRef(), MeshError.OVERLOADED));
    assertThat(kinds()).containsExactly(SessionEffect.CloseListening.class);
    on(new PlayoutEnded(answerRef()));
    assertThat(kinds()).contains(SessionEffect.StopSpeaking.class, SessionEffect.OpenListening.class);
  }

  @Test
  void recognising_abort_forgetsTheUtterance() {
    listening(ListenMode.AUTO);
    on(stopped(UtteranceEndReason.SILENCE));
    TranscriptFinal late = heard("too late");
    on(new Aborted());
    assertThat(kinds()).containsExactly(SessionEffect.CloseListening.class, SessionEffect.OpenListening.class,
        SessionEffect.StopSpeaking.class);
    on(late);
    assertThat(effects).isEmpty();
  }

  // ---- text

  @Test
  void idle_wakeWord_isAnsweredByAGreeting() {
    greeted();
    on(new TextReceived("Hi, XiaoZhi!", true));
    assertThat(effect(SessionEffect.OpenAnswer.class).kind()).isEqualTo(TurnInputKind.GREETING);
  }

  @Test
  void idle_otherDetectedText_isAnsweredAsText() {
    greeted();
    on(new TextReceived("tell me a joke", true));
    assertThat(effect(SessionEffect.OpenAnswer.class).kind()).isEqualTo(TurnInputKind.TEXT);
  }

  @Test
  void idle_blankDetectedText_doesNothing() {
    greeted();
    on(new TextReceived(" ", true));
    assertThat(effects).isEmpty();
  }

  @Test
  void answering_listenStartWithoutAbort_doesNotEndTheAnswer() {
    greeted();
    on(new TextReceived("hi xiaozhi", true));
    on(new ListenStarted(Optional.of(ListenMode.AUTO)));
    assertThat(effects).isEmpty();
    assertThat(state.phase()).isEqualTo(Phase.ANSWERING);
    on(new AnswerDone(answerRef(), 0, false, "test"));
    on(new PlayoutEnded(answerRef()));
    assertThat(kinds()).contains(SessionEffect.OpenListening.class);
  }

  @Test
  void speaking_text_overtakesTheAnswer() {
    speaking(ListenMode.AUTO);
    TurnRef first = answerRef();
    on(new TextReceived("something else", false));
    assertThat(kinds()).containsExactly(SessionEffect.CancelAnswer.class, SessionEffect.TurnOver.class,
        SessionEffect.StopSpeaking.class, SessionEffect.ShowTranscript.class, SessionEffect.StartSpeaking.class,
        SessionEffect.OpenAnswer.class);
    assertThat(answerRef().epoch()).isGreaterThan(first.epoch());
    assertThat(answerRef().turnId()).isEqualTo(first.turnId() + 1);
  }

  // ---- answering

  @Test
  void answering_sentences_areSpokenInOrder() {
    answering(ListenMode.AUTO);
    on(sentence(0));
    assertThat(effect(SessionEffect.Speak.class).index()).isZero();
    on(sentence(0));
    assertThat(kinds()).containsExactly(SessionEffect.Count.class);
    on(sentence(1));
    assertThat(effect(SessionEffect.Speak.class).index()).isEqualTo(1);
  }

  @Test
  void answering_done_endsSpeechOnce() {
    answering(ListenMode.AUTO);
    on(sentence(0));
    on(new AnswerDone(answerRef(), 1, false, "intent"));
    assertThat(effect(SessionEffect.EndSpeech.class).sentences()).isEqualTo(1);
    on(new AnswerDone(answerRef(), 1, false, "intent"));
    assertThat(effects).isEmpty();
  }

  @Test
  void answering_failsBeforeTheFirstSentence_excusesItself() {
    answering(ListenMode.AUTO);
    on(new AnswerFailed(answerRef(), MeshError.PROVIDER_FAILED, "x"));
    assertThat(effect(SessionEffect.SpeakPrompt.class).prompt()).isEqualTo(Prompt.EXCUSE);
  }

  @Test
  void speaking_failsAfterASentence_playsWhatThereIs() {
    speaking(ListenMode.AUTO);
    on(new AnswerFailed(answerRef(), MeshError.PROVIDER_FAILED, "x"));
    assertThat(kinds()).containsExactly(SessionEffect.EndSpeech.class);
    on(new PlayoutEnded(answerRef()));
    assertThat(effect(SessionEffect.TurnOver.class).outcome()).isEqualTo("failed");
    assertThat(kinds()).contains(SessionEffect.StopSpeaking.class);
  }

  @Test
  void answering_dialogueIsSilent_excusesItselfAfterTheDeadline() {
    answering(ListenMode.AUTO);
    nowMs = state.deadlineMs();
    on(new Tick());
    assertThat(effect(SessionEffect.SpeakPrompt.class).prompt()).isEqualTo(Prompt.EXCUSE);
  }

  @Test
  void answering_ttsRefuses_endsTheTurnSoThatTheDeviceLeavesSpeaking() {
    answering(ListenMode.AUTO);
    on(new LeaseRefused(Role.TTS, answerRef(), MeshError.UNAVAILABLE));
    assertThat(kinds()).contains(SessionEffect.CancelAnswer.class, SessionEffect.StopSpeaking.class);
    assertThat(state.phase()).isEqualTo(Phase.LISTENING);
  }

  @Test
  void speaking_soundStallsWithEveryWorker_endsTheTurn() {
    speaking(ListenMode.AUTO);
    for (int i = 0; i < SessionState.FAILOVERS_MAX; i++) {
      on(new PlayoutStalled(answerRef()));
    }
    on(new PlayoutStalled(answerRef()));
    assertThat(kinds()).contains(SessionEffect.StopSpeaking.class);
    assertThat(effect(SessionEffect.TurnOver.class).outcome()).isEqualTo("failed");
  }

  @ParameterizedTest
  @CsvSource({"AUTO,LISTENING", "MANUAL,IDLE", "REALTIME,LISTENING"})
  void speaking_playoutEnds_stopsSpeakingAndGoesOnAsTheModeSays(ListenMode mode, Phase next) {
    speaking(mode);
    on(new AnswerDone(answerRef(), 1, false, "intent"));
    on(new PlayoutEnded(answerRef()));
    assertThat(kinds().indexOf(SessionEffect.TurnOver.class))
        .isLessThan(kinds().indexOf(SessionEffect.StopSpeaking.class));
    assertThat(effect(SessionEffect.TurnOver.class).outcome()).isEqualTo("played");
    assertThat(state.phase()).isEqualTo(next);
  }

  @Test
  void speaking_endOfSession_closesAfterPlaying() {
    speaking(ListenMode.AUTO);
    on(new AnswerDone(answerRef(), 1, true, "exit"));
    assertThat(kinds()).doesNotContain(SessionEffect.Close.class);
    on(new PlayoutEnded(answerRef()));
    assertThat(kinds()).containsSequence(SessionEffect.StopSpeaking.class, SessionEffect.Close.class);
  }

  // ---- interruption

  @ParameterizedTest
  @CsvSource({"AUTO,LISTENING", "MANUAL,IDLE", "REALTIME,LISTENING"})
  void speaking_abort_cancelsAndAlwaysStopsSpeaking(ListenMode mode, Phase next) {
    speaking(mode);
    on(new Aborted());
    assertThat(kinds()).startsWith(SessionEffect.CancelAnswer.class, SessionEffect.TurnOver.class,
        SessionEffect.StopSpeaking.class);
    assertThat(state.phase()).isEqualTo(next);
    on(new Aborted());
    assertThat(kinds()).containsExactly(SessionEffect.StopSpeaking.class);
  }

  @Test
  void realtime_voiceWhileSpeaking_bargesIn() {
    speaking(ListenMode.REALTIME);
    on(new SpeechStarted(listenRef(), 1, 5_000));
    assertThat(kinds()).containsExactly(SessionEffect.CancelAnswer.class, SessionEffect.TurnOver.class,
        SessionEffect.StopSpeaking.class, SessionEffect.MarkSpeaking.class);
    assertThat(effect(SessionEffect.TurnOver.class).outcome()).isEqualTo("interrupted");
    on(stopped(UtteranceEndReason.SILENCE));
    on(heard("stop"));
    assertThat(kinds()).contains(SessionEffect.OpenAnswer.class);
  }

  @Test
  void realtime_furtherWordsWhileAnswering_overtakeTheAnswer() {
    answering(ListenMode.REALTIME);
    TurnRef first = answerRef();
    on(new TranscriptFinal(listenRef(), 1, "and the date", "en", "", "test", 1));
    assertThat(effect(SessionEffect.CancelAnswer.class).ref()).isEqualTo(first);
    assertThat(effect(SessionEffect.OpenAnswer.class).text()).isEqualTo("and the date");
  }

  @Test
  void auto_leftoverVoiceWhileSpeaking_changesNothing() {
    listening(ListenMode.AUTO);
    TurnRef microphone = listenRef();
    on(stopped(UtteranceEndReason.SILENCE));
    on(heard("hello"));
    on(new SpeechStarted(microphone, 1, 5_000));
    assertThat(effects).isEmpty();
    assertThat(state.phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void speaking_lateSentenceOfAnAbortedAnswer_isNotSpoken() {
    speaking(ListenMode.AUTO);
    SentenceReady late = sentence(1);
    on(new Aborted());
    on(late);
    assertThat(kinds()).doesNotContain(SessionEffect.Speak.class);
  }

  // ---- endings

  @Test
  void listening_idleForLong_saysFarewellThenCloses() {
    listening(ListenMode.AUTO);
    nowMs = state.deadlineMs();
    on(new Tick());
    assertThat(effect(SessionEffect.OpenAnswer.class).kind()).isEqualTo(TurnInputKind.FAREWELL);
    on(sentence(0));
    on(new AnswerDone(answerRef(), 1, false, "agent"));
    on(new PlayoutEnded(answerRef()));
    assertThat(effect(SessionEffect.Close.class).code()).isEqualTo(1000);
  }

  @Test
  void listening_speechStarts_putsTheIdleTimeoutOff() {
    listening(ListenMode.AUTO);
    long before = state.deadlineMs();
    nowMs = 60_000;
    on(new SpeechStarted(listenRef(), 0, 60_000));
    assertThat(state.deadlineMs()).isEqualTo(before + 60_000);
  }

  @Test
  void speaking_draining_playsToTheEndThenCloses() {
    speaking(ListenMode.AUTO);
    on(new Draining(false, 10_000));
    assertThat(effects).isEmpty();
    on(new AnswerDone(answerRef(), 1, false, "intent"));
    on(new PlayoutEnded(answerRef()));
    assertThat(effect(SessionEffect.Close.class).code()).isEqualTo(1001);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "MANUAL", "REALTIME"})
  void speaking_socketCloses_releasesEveryWorker(ListenMode mode) {
    speaking(mode);
    on(new SocketClosed());
    assertThat(kinds()).contains(SessionEffect.CancelAnswer.class, SessionEffect.TurnOver.class);
    assertThat(kinds().contains(SessionEffect.CloseListening.class)).isEqualTo(mode == ListenMode.REALTIME);
    assertThat(state.phase()).isEqualTo(Phase.CLOSED);
  }

  /** Whatever comes in whatever order, every stream and answer that is opened is closed, and the device never hangs. */
  @Test
  void anyOrderOfEvents_always_keepsTheInvariants() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      state = SessionState.opened("s1", 15_000);
      Invariants held = new Invariants();
      for (int i = 0; i < 60; i++) {
        nowMs += random.nextInt(3_000);
        on(anyEvent(random));
        held.check(effects, state);
      }
      on(new SocketClosed());
      held.check(effects, state);
      held.checkEnd();
    }
  }

  private Object anyEvent(Random random) {
    TurnRef listen = state.listening().orElse(new TurnRef("s1", 1, 1));
    TurnRef answer = state.answer().map(Answer::ref).orElse(new TurnRef("s1", 1, 2));
    TurnRef thinking = state.answer().map(Answer::thinking).orElse(answer);
    ListenMode mode = ListenMode.values()[random.nextInt(3)];
    UtteranceEndReason reason = UtteranceEndReason.values()[random.nextInt(UtteranceEndReason.values().length)];
    int next = state.answer().map(Answer::sentences).orElse(0);
    List<Object> all = List.of(new HelloReceived(), new ListenStarted(Optional.of(mode)), new ListenStopped(),
        new TextReceived(random.nextBoolean() ? "hi xiaozhi" : "hello", random.nextBoolean()), new Aborted(),
        new Tick(), new SpeechStarted(listen, 0, 0), new SpeechStopped(listen, 0, 0, 0, 0, reason),
        new TranscriptFinal(listen, 0, random.nextBoolean() ? "words" : "", "", "", "t", 0),
        new TranscriptFailed(listen, 0, MeshError.TIMEOUT, ""), new SentenceReady(thinking, next + random.nextInt(2), "A.", "en", "", ""),
        new AnswerDone(thinking, next + random.nextInt(2), random.nextInt(5) == 0, "t"), new AnswerFailed(thinking, MeshError.INTERNAL, ""),
        new PlayoutBegan(answer), new PlayoutEnded(answer), new PlayoutStalled(answer),
        new LeaseRefused(Role.values()[random.nextInt(5)], random.nextBoolean() ? listen : answer,
            random.nextBoolean() ? MeshError.OVERLOADED : MeshError.TIMEOUT),
        new TranscriptFailed(listen, 0, MeshError.UNAVAILABLE, ""),
        new WorkerLost(Role.values()[random.nextInt(5)], List.of(listen, answer,
            state.answer().map(Answer::thinking).orElse(answer), state.answer().map(Answer::speaking).orElse(answer))
            .get(random.nextInt(4))));
    return all.get(random.nextInt(all.size()));
  }
}
