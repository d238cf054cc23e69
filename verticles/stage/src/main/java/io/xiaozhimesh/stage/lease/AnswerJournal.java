package io.xiaozhimesh.stage.lease;

import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.List;

/**
 * What the owner has of an answer: its sentences, and how many frames of each have come. From it the next dialogue worker
 * learns what was said already, and the next tts worker what is still to be spoken. Notices when a frame is missing.
 * Not thread-safe: owned by the session.
 */
public final class AnswerJournal {

  /** What a message of the present tts worker is. */
  public enum Arrival {
    /** The next that was expected. */
    NEXT,
    /** One that came before. */
    REPEATED,
    /** One before it is missing, or it makes no sense: the worker is to be replaced. */
    GAP
  }

  private static final class Line {
    private final SpeakSentence sentence;
    private int frames;
    private int framesOfLease;
    private boolean complete;

    Line(SpeakSentence sentence) {
      this.sentence = sentence;
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private int nextSequence;
  private int received;
  private boolean ended;

  /** A sentence of the answer, in order. */
  public void sentence(SpeakSentence sentence) {
    lines.add(new Line(sentence));
  }

  /** No further sentence follows. */
  public void ended() {
    ended = true;
  }

  /** Whether no further sentence follows. */
  public boolean isEnded() {
    return ended;
  }

  /** A frame has come from the present tts worker. */
  public Arrival frame(SpeechFrame frame) {
    if (frame.sequence() < nextSequence) {
      return Arrival.REPEATED;
    } else if (frame.sequence() > nextSequence || frame.sentenceIndex() != firstIncomplete()) {
      return Arrival.GAP;
    }
    if (frame.sentenceIndex() >= lines.size()) {
      return Arrival.GAP;
    }
    Line line = lines.get(frame.sentenceIndex());
    nextSequence++;
    received++;
    line.frames++;
    line.framesOfLease++;
    return Arrival.NEXT;
  }

  /** The present tts worker has sent the last frame of a sentence. */
  public Arrival spoken(SentenceSpoken spoken) {
    int expected = firstIncomplete();
    if (spoken.index() < expected) {
      return Arrival.REPEATED;
    }
    boolean whole = spoken.index() == expected && expected < lines.size()
        && lines.get(expected).framesOfLease == spoken.frames();
    return whole ? complete(expected) : Arrival.GAP;
  }

  /** The sentence cannot be spoken; nothing more is expected of it. */
  public Arrival unspeakable(int index) {
    return index < lines.size() ? complete(index) : Arrival.GAP;
  }

  /** Whether every sentence has come whole and none follows. */
  public boolean isComplete() {
    return ended && lines.stream().allMatch(line -> line.complete);
  }

  /** The sentences so far, for a dialogue worker that is to go on after them. */
  public List<String> alreadySaid() {
    return lines.stream().map(line -> line.sentence.text()).toList();
  }

  /** How many sentences there are. */
  public int sentences() {
    return lines.size();
  }

  /** Frames received from all workers. */
  public int framesReceived() {
    return received;
  }

  /** What another tts worker has to speak under its epoch; its frames are counted from 0. */
  public List<SpeakSentence> restart(TurnRef ref) {
    nextSequence = 0;
    List<SpeakSentence> rest = new ArrayList<>();
    for (Line line : lines) {
      line.framesOfLease = 0;
      if (!line.complete) {
        rest.add(line.sentence.again(ref, line.frames));
      }
    }
    return rest;
  }

  /** Sentences come one after the other, so this one is being spoken. */
  private int firstIncomplete() {
    int index = 0;
    while (index < lines.size() && lines.get(index).complete) {
      index++;
    }
    return index;
  }

  private Arrival complete(int index) {
    boolean known = lines.get(index).complete;
    lines.get(index).complete = true;
    return known ? Arrival.REPEATED : Arrival.NEXT;
  }
}
