package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.ingress.internal.SessionEvent.LeaseRefused;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutStalled;
import io.xiaozhimesh.ingress.internal.SessionEvent.Tick;
import io.xiaozhimesh.ingress.internal.SessionEvent.WorkerLost;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TurnRef;

/**
 * The rules for lost workers: their work goes to others under a higher epoch, so that nothing that they still send
 * counts; when a turn has lost too many, it ends as it would have with a failure.
 */
final class FailoverRules {

  private final TurnRules rules;
  private final ListeningRules listening;
  private final AnsweringRules answering;

  FailoverRules(TurnRules rules, ListeningRules listening, AnsweringRules answering) {
    this.rules = rules;
    this.listening = listening;
    this.answering = answering;
  }

  /** Any worker, in any phase; a loss that concerns an older epoch is no loss. */
  Step lost(SessionState s, WorkerLost e, long nowMs) {
    return switch (e.role()) {
      case VAD, ASR -> s.listensTo(e.ref()) ? listenAgain(s, e.role(), nowMs) : Step.to(s);
      case DIALOGUE -> s.thinks(e.ref()) ? thinkAgain(s, nowMs) : Step.to(s);
      case TTS -> s.speaks(e.ref()) ? speakAgain(s, nowMs) : Step.to(s);
      default -> Step.to(s);
    };
  }

  /** A candidate that did not answer in time may have taken the lease: it is lost like any other worker. */
  Step refused(SessionState s, LeaseRefused e, long nowMs) {
    if (e.error() == MeshError.TIMEOUT && s.mayFailOver()) {
      return lost(s, new WorkerLost(e.role(), e.ref()), nowMs);
    }
    return isAnswering(s) ? answering.refused(s, e, nowMs) : answering.listenRefused(s, e, nowMs);
  }

  /**
   * The recogniser is gone, or pieces were lost on their way to it. In the second case it lives: it must not be avoided,
   * since it may be the last one, so what counts as lost is the listening before it.
   */
  Step transcriptFailed(SessionState s, TranscriptFailed e, long nowMs) {
    if (UtteranceFilter.isLoss(e.error()) && s.mayFailOver()) {
      Role lost = UtteranceFilter.isLossOnTheWay(e.error()) ? Role.VAD : Role.ASR;
      return lost(s, new WorkerLost(lost, e.ref()), nowMs);
    }
    return isAnswering(s) ? Step.to(s) : answering.transcriptFailed(s, e, nowMs);
  }

  /** No transcript came although everybody is alive: something was lost on the way. */
  Step recognitionLate(SessionState s, Tick e, long nowMs) {
    return s.mayFailOver() && s.listening().isPresent()
        ? listenAgain(s, Role.ASR, nowMs)
        : listening.nothingHeard(s, nowMs);
  }

  Step sentence(SessionState s, SentenceReady e, long nowMs) {
    boolean missing = s.thinks(e.ref()) && !answerOf(s).done() && e.index() > answerOf(s).sentences();
    return missing ? thinkAgain(s, nowMs) : answering.sentence(s, e, nowMs);
  }

  Step done(SessionState s, AnswerDone e, long nowMs) {
    boolean missing = s.thinks(e.ref()) && !answerOf(s).done() && e.sentences() > answerOf(s).sentences();
    return missing ? thinkAgain(s, nowMs) : answering.done(s, e, nowMs);
  }

  /** Sound that is due has not come: what tts was sent, or its credit, was lost. */
  Step stalled(SessionState s, PlayoutStalled e, long nowMs) {
    return s.answers(e.ref()) && s.mayFailOver() ? speakAgain(s, nowMs) : answering.stalled(s, e, nowMs);
  }

  private Step listenAgain(SessionState s, Role lost, long nowMs) {
    if (!s.mayFailOver()) {
      return isAnswering(s) ? withoutMicrophone(s) : answering.prompt(s, Prompt.EXCUSE, false, nowMs);
    }
    SessionState again = s.withListeningAgain();
    SessionState next = s.phase() == Phase.RECOGNISING ? again.until(nowMs + rules.recogniseDeadlineMs()) : again;
    return Step.to(next, new SessionEffect.ReopenListening(lost, next.listening().orElseThrow()));
  }

  private Step thinkAgain(SessionState s, long nowMs) {
    Answer a = answerOf(s);
    if (a.done()) {
      return Step.to(s);
    } else if (!s.mayFailOver()) {
      return answering.breakOff(s, Prompt.EXCUSE, nowMs);
    }
    TurnRef ref = s.nextEpoch();
    return Step.to(s.withAnswerAgain(a.withThinking(ref)).until(nowMs + rules.answerDeadlineMs()),
        new SessionEffect.Rethink(a.ref(), ref));
  }

  private Step speakAgain(SessionState s, long nowMs) {
    Answer a = answerOf(s);
    if (!s.mayFailOver()) {
      return answering.unspeakable(s, nowMs);
    }
    TurnRef ref = s.nextEpoch();
    return Step.to(s.withAnswerAgain(a.withSpeaking(ref)), new SessionEffect.Respeak(a.ref(), ref));
  }

  /** The answer goes on without an ear for interruptions; afterwards a new stream is opened. */
  private static Step withoutMicrophone(SessionState s) {
    return new Step(s.withoutListening(), ListeningRules.closing(s));
  }

  private static boolean isAnswering(SessionState s) {
    return s.answer().isPresent();
  }

  private static Answer answerOf(SessionState s) {
    return s.answer().orElseThrow();
  }
}
