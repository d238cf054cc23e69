package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.ingress.internal.SessionEvent.Aborted;
import io.xiaozhimesh.ingress.internal.SessionEvent.Draining;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStarted;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStopped;
import io.xiaozhimesh.ingress.internal.SessionEvent.WorkerLeaving;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;

/** The rules for the user's half of a turn: from the open microphone to the end of the utterance. */
final class ListeningRules {

  /** After so many milliseconds without a turn a session that is to end is no conversation any more. */
  static final long CONVERSATION_PAUSE_MS = 10_000;

  private final TurnRules rules;

  ListeningRules(TurnRules rules) {
    this.rules = rules;
  }

  /** The microphone opens: whatever was heard before is forgotten. */
  Step start(SessionState s, ListenStarted e, long nowMs) {
    return open(s.withMode(e.mode().orElse(s.mode())), nowMs);
  }

  /**
   * The microphone opens although an answer is on its way: only {@code abort} or a voice ends an answer, so this is
   * remembered, and in realtime mode listened to.
   */
  Step startWhileAnswering(SessionState s, ListenStarted e, long nowMs) {
    SessionState next = s.withMode(e.mode().orElse(s.mode()));
    if (next.mode() != ListenMode.REALTIME) {
      return Step.to(next);
    }
    SessionState open = next.withListening();
    boolean speaking = s.phase() == Phase.SPEAKING;
    return new Step(open, closing(s)).and(
        new SessionEffect.OpenListening(open.listening().orElseThrow(), open.mode(), speaking));
  }

  /** The session ends when the conversation pauses: counted from its last turn. */
  Step drain(SessionState s, Draining e, long nowMs) {
    SessionState draining = s.withDraining();
    long sinceMs = s.deadlineMs() - rules.idleTimeoutMs();
    return Step.to(e.speaking() ? draining
        : draining.until(Math.max(nowMs, Math.min(s.deadlineMs(), sinceMs + e.pauseMs()))));
  }

  /** Other workers take the stream over; what may yet turn out to be speech is sent to them again. */
  Step move(SessionState s, WorkerLeaving e, long nowMs) {
    if (!s.listensTo(e.ref())) {
      return Step.to(s);
    }
    SessionState moved = s.withListeningMoved();
    return Step.to(moved, new SessionEffect.MoveListening(moved.listening().orElseThrow()));
  }

  private long silenceEndsMs(SessionState s, long nowMs) {
    return nowMs + (s.draining() ? Math.min(CONVERSATION_PAUSE_MS, rules.idleTimeoutMs()) : rules.idleTimeoutMs());
  }

  /** Opens a new stream in place of the old one. */
  Step open(SessionState s, long nowMs) {
    SessionState open = s.withListening().in(Phase.LISTENING, silenceEndsMs(s, nowMs));
    return new Step(open, closing(s)).and(
        new SessionEffect.OpenListening(open.listening().orElseThrow(), open.mode(), false));
  }

  /** After a turn: listens again as the mode says, without waiting to be asked. */
  Step resume(SessionState s, long nowMs) {
    if (s.mode() == ListenMode.MANUAL || !s.listened()) {
      return new Step(s.withoutListening().in(Phase.IDLE, nowMs + rules.idleTimeoutMs()), closing(s));
    }
    if (s.listening().isPresent()) {
      return Step.to(s.in(Phase.LISTENING, nowMs + rules.idleTimeoutMs()),
          new SessionEffect.MarkSpeaking(s.listening().get(), false));
    }
    return open(s, nowMs);
  }

  Step flush(SessionState s, ListenStopped e, long nowMs) {
    return Step.to(s.in(Phase.RECOGNISING, nowMs + rules.recogniseDeadlineMs()),
        new SessionEffect.FlushListening(s.listening().orElseThrow()));
  }

  Step speechStarted(SessionState s, SpeechStarted e, long nowMs) {
    if (!s.listensTo(e.ref())) {
      return Step.to(s);
    }
    long wait = s.phase() == Phase.RECOGNISING ? rules.recogniseDeadlineMs() : rules.idleTimeoutMs();
    return Step.to(s.until(Math.max(s.deadlineMs(), nowMs + wait)));
  }

  Step speechStopped(SessionState s, SpeechStopped e, long nowMs) {
    if (!s.listensTo(e.ref())) {
      return Step.to(s);
    }
    return switch (e.reason()) {
      case SILENCE, FLUSH, MAX_LENGTH -> Step.to(
          s.withUtterance(TurnTimes.NONE.endpoint(nowMs, e.endpointMs()))
              .in(Phase.RECOGNISING, nowMs + rules.recogniseDeadlineMs()));
      case TOO_SHORT, NO_SPEECH, FAILED -> s.phase() == Phase.RECOGNISING || s.draining()
          ? nothingHeard(s, nowMs) : Step.to(s);
    };
  }

  /** In realtime mode the next utterance may end before its transcript has ended the answer. */
  Step speechStoppedWhileAnswering(SessionState s, SpeechStopped e, long nowMs) {
    return s.listensTo(e.ref())
        ? Step.to(s.withUtterance(TurnTimes.NONE.endpoint(nowMs, e.endpointMs())))
        : Step.to(s);
  }

  /** An utterance came to nothing: push-to-talk waits for the next press, the other modes go on listening. */
  Step nothingHeard(SessionState s, long nowMs) {
    return s.mode() == ListenMode.MANUAL || s.listening().isEmpty()
        ? new Step(s.withoutListening().in(Phase.IDLE, silenceEndsMs(s, nowMs)), closing(s))
        : Step.to(s.withoutFailovers().in(Phase.LISTENING, silenceEndsMs(s, nowMs)));
  }

  /** The speaker withdraws the utterance that is being recognised. */
  Step abort(SessionState s, Aborted e, long nowMs) {
    Step forgotten = s.mode() == ListenMode.MANUAL
        ? new Step(s.withoutListening().in(Phase.IDLE, nowMs + rules.idleTimeoutMs()), closing(s))
        : open(s, nowMs);
    return forgotten.and(new SessionEffect.StopSpeaking());
  }

  static List<SessionEffect> closing(SessionState s) {
    return s.listening().<List<SessionEffect>>map((TurnRef ref) -> List.of(new SessionEffect.CloseListening(ref)))
        .orElse(List.of());
  }
}
