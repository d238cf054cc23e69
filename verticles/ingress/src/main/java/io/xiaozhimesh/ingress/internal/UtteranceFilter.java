package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import io.xiaozhimesh.stage.lease.UtteranceJournal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the utterances of one listening stream: keeps the journal informed, knows whether the recogniser owes
 * a transcript, and tells a message that came twice. Not thread-safe; one per stream of a worker.
 */
public final class UtteranceFilter {

  /** Utterances back to which repetitions are told. */
  private static final int REMEMBERED = 32;

  private final UtteranceJournal journal;
  private final Set<Integer> started = new TreeSet<>();
  private final Set<Integer> stopped = new TreeSet<>();
  private final Set<Integer> finished = new TreeSet<>();

  /** For a fresh stream. */
  public UtteranceFilter(UtteranceJournal journal) {
    this.journal = journal;
  }

  /**
   * Takes note of a message about the stream; false when it came before. That nothing was said is no news while words
   * that were said are being recognised.
   */
  public boolean accept(Object message) {
    if (message instanceof SpeechStarted m) {
      return started.add(m.utteranceId()) && begun(m);
    } else if (message instanceof SpeechStopped m) {
      return hadWords(m) ? stopped.add(m.utteranceId()) && ended(m) : !awaitsTranscript();
    } else if (message instanceof TranscriptFinal m) {
      return finish(m.utteranceId(), true);
    } else if (message instanceof TranscriptFailed m) {
      return finish(m.utteranceId(), !isLoss(m.error()));
    }
    return true;
  }

  /** Whether this says that a recogniser is gone or was not sent everything, and not that it has failed at its work. */
  static boolean isLoss(MeshError error) {
    return error == MeshError.UNAVAILABLE || error == MeshError.TIMEOUT || isLossOnTheWay(error);
  }

  /** Whether the recogniser itself says so: it lives, and may be asked again. */
  static boolean isLossOnTheWay(MeshError error) {
    return error == MeshError.CANCELLED;
  }

  /** Whether a recogniser is at work, as far as is known. */
  public boolean awaitsTranscript() {
    return started.stream().anyMatch(id -> !finished.contains(id));
  }

  private boolean begun(SpeechStarted m) {
    for (Set<Integer> ids : List.of(started, stopped, finished)) {
      ids.removeIf(id -> id < m.utteranceId() - REMEMBERED);
    }
    if (!finished.contains(m.utteranceId())) {
      journal.speechStarted(m.utteranceId(), m.audioMs());
    }
    return true;
  }

  /** What was no utterance has no number of its own either: the next utterance will have it. */
  private static boolean hadWords(SpeechStopped m) {
    return m.reason() != UtteranceEndReason.TOO_SHORT && m.reason() != UtteranceEndReason.NO_SPEECH;
  }

  /** The news that it began may have been lost: its sound is needed all the same until its words are known. */
  private boolean ended(SpeechStopped m) {
    if (!finished.contains(m.utteranceId()) && started.add(m.utteranceId())) {
      journal.speechStarted(m.utteranceId(), Math.max(0, m.audioMs() - m.speechMs()));
    }
    journal.speechStopped(m.utteranceId(), m.audioMs());
    return true;
  }

  /** An utterance whose recogniser is gone stays in the journal: another will need it. */
  private boolean finish(int utteranceId, boolean settled) {
    boolean first = finished.add(utteranceId);
    if (first && settled) {
      journal.settled(utteranceId);
    }
    return first;
  }
}
