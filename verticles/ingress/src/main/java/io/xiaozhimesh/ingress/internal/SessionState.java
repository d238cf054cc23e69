package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.Optional;

/**
 * All that the machine remembers of a session. Immutable.
 *
 * @param sessionId whose state this is
 * @param phase where it stands
 * @param mode the listening mode last asked for
 * @param listened whether the device has ever opened its microphone
 * @param turnId of the latest answer; 0 before the first
 * @param epoch the latest given out
 * @param listening the open listening stream, if any
 * @param utterance the end of the latest utterance, for the next turn's waterfall
 * @param answer the answer being made or played, if any
 * @param deadlineMs when {@link SessionEvent.Tick} is wanted
 * @param draining whether the session ends after the running turn
 * @param failovers how many workers the present turn has lost
 */
public record SessionState(String sessionId, Phase phase, ListenMode mode, boolean listened, int turnId, int epoch,
    Optional<TurnRef> listening, TurnTimes utterance, Optional<Answer> answer, long deadlineMs, boolean draining,
    int failovers) {

  /** Lost workers that one turn survives. */
  public static final int FAILOVERS_MAX = 3;

  /** A socket that has just been opened. */
  public static SessionState opened(String sessionId, long deadlineMs) {
    return new SessionState(sessionId, Phase.NEW, ListenMode.AUTO, false, 0, 0, Optional.empty(), TurnTimes.NONE,
        Optional.empty(), deadlineMs, false, 0);
  }

  /**
   * Whether words that nobody has asked for may begin now: nobody speaks, no turn runs and no button is held. An alarm may begin
   * while music plays, too.
   */
  public boolean maySayUnasked(boolean alarm) {
    return switch (phase) {
      case IDLE -> !draining;
      case LISTENING -> !draining && mode != ListenMode.MANUAL;
      case SPEAKING -> alarm && !draining && answer.filter(Answer::playsMusic).isPresent();
      default -> false;
    };
  }

  /** Whether this is the open listening stream. */
  boolean listensTo(TurnRef ref) {
    return listening.filter(ref::equals).isPresent();
  }

  /** Whether this is the answer in hand. */
  boolean answers(TurnRef ref) {
    return answer.filter(a -> a.ref().equals(ref)).isPresent();
  }

  /** Whether dialogue is at the answer in hand under this identity. */
  boolean thinks(TurnRef ref) {
    return answer.filter(a -> a.thinking().equals(ref)).isPresent();
  }

  /** Whether tts is at the answer in hand under this identity. */
  boolean speaks(TurnRef ref) {
    return answer.filter(a -> a.speaking().equals(ref)).isPresent();
  }

  /** Whether audio is wanted; what follows the release of the push-to-talk button is a leftover of the microphone. */
  public boolean wantsAudio() {
    return listening.isPresent() && !(phase == Phase.RECOGNISING && mode == ListenMode.MANUAL);
  }

  SessionState in(Phase next, long deadline) {
    return new SessionState(sessionId, next, mode, listened, turnId, epoch, listening, utterance, answer, deadline,
        draining, failovers);
  }

  SessionState withoutFailovers() {
    return new SessionState(sessionId, phase, mode, listened, turnId, epoch, listening, utterance, answer, deadlineMs,
        draining, 0);
  }

  SessionState until(long deadline) {
    return in(phase, deadline);
  }

  SessionState withMode(ListenMode next) {
    return new SessionState(sessionId, phase, next, true, turnId, epoch, listening, utterance, answer, deadlineMs,
        draining, failovers);
  }

  SessionState withDraining() {
    return new SessionState(sessionId, phase, mode, listened, turnId, epoch, listening, utterance, answer, deadlineMs,
        true, failovers);
  }

  /** Opens a listening stream under the id of the turn to come. */
  SessionState withListening() {
    TurnRef ref = new TurnRef(sessionId, turnId + 1, epoch + 1);
    return new SessionState(sessionId, phase, mode, listened, turnId, epoch + 1, Optional.of(ref), TurnTimes.NONE,
        answer, deadlineMs, draining, answer.isPresent() ? failovers : 0);
  }

  /** The same stream for another worker. */
  SessionState withListeningAgain() {
    TurnRef ref = new TurnRef(sessionId, listening.orElseThrow().turnId(), epoch + 1);
    return new SessionState(sessionId, phase, mode, listened, turnId, ref.epoch(), Optional.of(ref), utterance, answer,
        deadlineMs, draining, failovers + 1);
  }

  /** The same stream for another worker although none was lost. */
  SessionState withListeningMoved() {
    TurnRef ref = new TurnRef(sessionId, listening.orElseThrow().turnId(), epoch + 1);
    return new SessionState(sessionId, phase, mode, listened, turnId, ref.epoch(), Optional.of(ref), utterance, answer,
        deadlineMs, draining, failovers);
  }

  /** The answer in hand goes on with another worker, under {@link #nextEpoch}. */
  SessionState withAnswerAgain(Answer next) {
    return new SessionState(sessionId, phase, mode, listened, turnId, epoch + 1, listening, utterance,
        Optional.of(next), deadlineMs, draining, failovers + 1);
  }

  /** The identity of the answer in hand for another worker. */
  TurnRef nextEpoch() {
    return new TurnRef(sessionId, turnId, epoch + 1);
  }

  /** Whether the turn may lose one more worker. */
  boolean mayFailOver() {
    return failovers < FAILOVERS_MAX;
  }

  SessionState withoutListening() {
    return new SessionState(sessionId, phase, mode, listened, turnId, epoch, Optional.empty(), utterance, answer,
        deadlineMs, draining, failovers);
  }

  SessionState withUtterance(TurnTimes times) {
    return new SessionState(sessionId, phase, mode, listened, turnId, epoch, listening, times, answer, deadlineMs,
        draining, failovers);
  }

  /** The identity of the next answer. */
  TurnRef nextAnswer() {
    return new TurnRef(sessionId, turnId + 1, epoch + 1);
  }

  SessionState withAnswer(Answer next) {
    return new SessionState(sessionId, phase, mode, listened, next.ref().turnId(), Math.max(epoch, next.ref().epoch()),
        listening, utterance, Optional.of(next), deadlineMs, draining, failovers);
  }

  SessionState withoutAnswer() {
    return new SessionState(sessionId, phase, mode, listened, turnId, epoch, listening, TurnTimes.NONE,
        Optional.empty(), deadlineMs, draining, 0);
  }
}
