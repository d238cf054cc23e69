package io.xiaozhimesh.vad.internal;

import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.util.Optional;

/**
 * Decides from the speech probabilities of one stream's windows where utterances begin and end. All times are counted
 * in samples; time without any audio is told by {@link #waited}. Speech first is a candidate: only when enough of it
 * was voiced does an utterance begin, so that a click does not and a short "yes" does.
 *
 * <p>Pure; not thread-safe.
 */
public final class Endpointer {

  /** Silence after which a candidate that did not become an utterance is forgotten. */
  static final int CANDIDATE_SILENCE_MS = 128;

  private enum State { SILENCE, CANDIDATE, SPEECH }

  private final EndpointRules rules;
  private final ListenMode mode;
  private State state = State.SILENCE;
  private boolean speaking;
  private boolean voiced;
  private long position;
  private long start;
  private long lastVoicedEnd;
  private long voicedSamples;
  private int virtualSilenceMs;
  private int waitedMs;

  /** For a fresh stream. */
  public Endpointer(EndpointRules rules, ListenMode mode, boolean speaking) {
    this.rules = rules;
    this.mode = mode;
    this.speaking = speaking;
  }

  /** An answer begins or ends to be played: changes how much speech counts as an utterance. */
  public void speaking(boolean now) {
    speaking = now;
  }

  /**
   * Takes the next window.
   *
   * @param probability that it is speech; NaN if nobody knows, then it counts like the one before
   */
  public Optional<Endpoint> window(float probability) {
    position += AudioTime.WINDOW_SAMPLES;
    voiced = isVoiced(probability);
    if (voiced) {
      noteVoice();
    }
    return decide();
  }

  /**
   * Time has passed without any audio.
   *
   * @param silenceMs how much of it counts as silence
   * @param realMs how much it really was, for the report
   */
  public Optional<Endpoint> waited(int silenceMs, int realMs) {
    voiced = false;
    virtualSilenceMs += silenceMs;
    waitedMs += realMs;
    return decide();
  }

  /** The speaker says that the utterance is over. */
  public Endpoint.Stopped flush() {
    Endpoint.Stopped stopped = switch (state) {
      case SPEECH -> stopped(UtteranceEndReason.FLUSH);
      case CANDIDATE -> stopped(UtteranceEndReason.TOO_SHORT);
      case SILENCE -> new Endpoint.Stopped(lastVoicedEnd, 0, 0, UtteranceEndReason.NO_SPEECH);
    };
    rest();
    return stopped;
  }

  /** Whether an utterance is going on. */
  public boolean inSpeech() {
    return state == State.SPEECH;
  }

  /** Whether silence would decide something. */
  public boolean awaitsSilence() {
    return state == State.CANDIDATE || state == State.SPEECH && mode != ListenMode.MANUAL;
  }

  /** Audio before this position belongs to no utterance, present or future. */
  public long neededFromSample() {
    long from = state == State.SILENCE ? position : start;
    return from - AudioTime.samples(rules.preRollMs());
  }

  /** Audio of the present utterance before this position is certain to belong to it. */
  public long certainUpToSample() {
    return Math.min(position, lastVoicedEnd + AudioTime.samples(rules.trailingMs()));
  }

  private boolean isVoiced(float probability) {
    if (Float.isNaN(probability)) {
      return voiced;
    }
    return probability >= (voiced ? rules.silenceThreshold() : rules.speechThreshold());
  }

  private void noteVoice() {
    if (state == State.SILENCE) {
      state = State.CANDIDATE;
      start = position - AudioTime.WINDOW_SAMPLES;
      voicedSamples = 0;
    }
    voicedSamples += AudioTime.WINDOW_SAMPLES;
    lastVoicedEnd = position;
    virtualSilenceMs = 0;
    waitedMs = 0;
  }

  private Optional<Endpoint> decide() {
    return switch (state) {
      case SILENCE -> Optional.empty();
      case CANDIDATE -> candidate();
      case SPEECH -> speech();
    };
  }

  private Optional<Endpoint> candidate() {
    if (voicedSamples >= AudioTime.samples(neededMs())) {
      state = State.SPEECH;
      return Optional.of(new Endpoint.Started(start));
    }
    if (silenceMs() >= CANDIDATE_SILENCE_MS) {
      rest();
    }
    return Optional.empty();
  }

  private Optional<Endpoint> speech() {
    UtteranceEndReason reason = null;
    if (mode != ListenMode.MANUAL && silenceMs() >= rules.endpointDelayMs()) {
      reason = UtteranceEndReason.SILENCE;
    } else if (position - start >= AudioTime.samples(rules.utteranceMaxMs())) {
      reason = UtteranceEndReason.MAX_LENGTH;
    }
    if (reason == null) {
      return Optional.empty();
    }
    Endpoint stopped = stopped(reason);
    rest();
    return Optional.of(stopped);
  }

  private int neededMs() {
    return speaking && mode != ListenMode.MANUAL
        ? Math.max(rules.minSpeechMs(), rules.bargeInMs())
        : rules.minSpeechMs();
  }

  private long silenceMs() {
    return AudioTime.ms(position - lastVoicedEnd) + virtualSilenceMs;
  }

  private Endpoint.Stopped stopped(UtteranceEndReason reason) {
    int endpointMs = (int) AudioTime.ms(position - lastVoicedEnd) + waitedMs;
    return new Endpoint.Stopped(lastVoicedEnd, (int) AudioTime.ms(lastVoicedEnd - start), endpointMs, reason);
  }

  private void rest() {
    state = State.SILENCE;
    virtualSilenceMs = 0;
    waitedMs = 0;
  }
}
