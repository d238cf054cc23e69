package io.xiaozhimesh.tts.internal;

import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;

/**
 * What one answer has ready for its owner, in playing order: numbers the frames and holds them back until there is
 * credit. Pure; not thread-safe.
 */
public final class Outbox {

  /** Something that may be sent now. */
  public sealed interface Item {
  }

  /** A frame with its number within the answer. */
  public record Frame(int sentence, int sequence, Payload opus) implements Item {
  }

  /** The end of a sentence after its frames; {@code failure} is null when it is complete. */
  public record End(int sentence, int frames, String engine, MeshException failure) implements Item {
  }

  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private int credit;
  private int nextToAdd;
  private int nextToSend;
  private int framesOfSentence;

  /** May send this many frames. */
  public Outbox(int credit) {
    this.credit = credit;
  }

  /** Adds frames of the sentence that is being spoken. */
  public void add(int sentence, Collection<Payload> frames) {
    frames.forEach(opus -> items.add(new Frame(sentence, nextToAdd++, opus)));
    framesOfSentence += frames.size();
  }

  /** The sentence that is being spoken is over. */
  public void end(int sentence, String engine, MeshException failure) {
    items.add(new End(sentence, framesOfSentence, engine, failure));
    framesOfSentence = 0;
  }

  /** Frames below this number may be sent. Credit never falls. */
  public void grant(int upToSequence) {
    credit = Math.max(credit, upToSequence);
  }

  /** The next thing to send, if any may be sent now. */
  public Optional<Item> poll() {
    Item next = items.peek();
    if (next instanceof Frame f && f.sequence >= credit) {
      return Optional.empty();
    }
    if (next instanceof Frame) {
      nextToSend++;
    }
    return Optional.ofNullable(items.poll());
  }

  /** Frames that wait for credit. */
  public int waitingFrames() {
    return nextToAdd - nextToSend;
  }

  /** Whether everything has been sent. */
  public boolean isEmpty() {
    return items.isEmpty();
  }
}
