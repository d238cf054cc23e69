package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The sound of one answer on its way to the device. Knows when the device will have played what it was sent, sends each
 * packet a fixed lead before its turn, never earlier, and knows what has been heard. The schedule is absolute: each packet
 * moves the end of the sound by exactly one frame duration, so timer jitter does not add up; only when the device has
 * run dry does the schedule start anew.
 *
 * <p>Not thread-safe: owned by the session.
 */
public final class Playout {

  /** A packet sent later than this after its due time counts as late. */
  public static final long LATE_MS = 5;

  /** What is to be done with the device, in order. */
  public interface Sink {

    /** A sentence begins: show it. */
    void sentence(String text, String emotion);

    /** The next packet. */
    void frame(Payload opus);
  }

  /** Where the answer stands after {@link #advance}. */
  public enum Outcome {
    /** More is to come. */
    RUNNING,
    /** The device has played everything. */
    ENDED,
    /** A sentence that was given to tts does not come. */
    STALLED
  }

  private record Item(int sentence, Payload opus, long availableMs) {
    boolean endsSentence() {
      return opus == null;
    }
  }

  private static final long NOT_YET = -1;

  private final PlayoutRules rules;
  private final long earliestMs;
  private final Deque<Item> queue = new ArrayDeque<>();
  private final PlayoutLedger ledger = new PlayoutLedger();
  private final List<String> texts = new ArrayList<>();
  private final List<String> emotions = new ArrayList<>();
  private int shown;
  private int waiting;
  private int sent;
  private int late;
  private int sentencesEnded;
  private int sentencesTotal = Integer.MAX_VALUE;
  private long playedUntilMs = NOT_YET;
  private long scheduleStartMs = NOT_YET;
  private long lastProgressMs;

  /** An answer whose {@code tts start} was sent at {@code startedMs}. */
  public Playout(PlayoutRules rules, long startedMs) {
    this.rules = rules;
    this.earliestMs = startedMs + rules.startGapMs();
    this.lastProgressMs = startedMs;
  }

  /** A sentence is on its way to tts; its index is the number of those before it. */
  public void sentence(String text, String emotion, long nowMs) {
    ledger.sentence(text);
    texts.add(text);
    emotions.add(emotion);
    lastProgressMs = nowMs;
  }

  /**
   * A packet has come from tts.
   *
   * @return false when it was dropped: the buffer is full, or nobody announced its sentence
   */
  public boolean frame(int sentence, Payload opus, long nowMs) {
    if (waiting >= rules.bufferFrames() || sentence >= ledger.sentences()) {
      return false;
    }
    queue.add(new Item(sentence, opus, nowMs));
    waiting++;
    ledger.received(sentence);
    lastProgressMs = nowMs;
    return true;
  }

  /** Tts has sent the last packet of a sentence, or could not speak it. */
  public void sentenceEnded(int sentence, long nowMs) {
    if (sentence < ledger.sentences()) {
      queue.add(new Item(sentence, null, nowMs));
      ledger.ended(sentence);
      lastProgressMs = nowMs;
    }
  }

  /** The answer has so many sentences and no more. */
  public void end(int sentences, long nowMs) {
    sentencesTotal = sentences;
    lastProgressMs = nowMs;
  }

  /** What has not come is expected anew, from another worker. */
  public void restarted(long nowMs) {
    lastProgressMs = nowMs;
  }

  /** When {@link #advance} is to be called next. */
  public long dueMs() {
    if (!queue.isEmpty()) {
      return sendMs();
    }
    if (complete()) {
      return stopMs();
    }
    boolean owed = sentencesEnded < ledger.sentences();
    return owed ? Math.max(lastProgressMs, playedUntilMs) + rules.stallMs() : Long.MAX_VALUE;
  }

  /** Does what is due. */
  public Outcome advance(long nowMs, Sink sink) {
    while (!queue.isEmpty() && (queue.peek().endsSentence() || sendMs() <= nowMs)) {
      Item item = queue.poll();
      show(item.sentence(), sink);
      if (item.endsSentence()) {
        sentencesEnded++;
      } else {
        send(item, nowMs, sink);
      }
    }
    if (!queue.isEmpty() || dueMs() > nowMs) {
      return Outcome.RUNNING;
    }
    return complete() ? Outcome.ENDED : Outcome.STALLED;
  }

  /** Packets below this number may be sent by tts. */
  public int creditUpTo() {
    return sent + rules.bufferFrames();
  }

  /** Packets sent so far. */
  public int framesSent() {
    return sent;
  }

  /** Packets sent more than {@link #LATE_MS} after they were due and at hand. */
  public int framesLate() {
    return late;
  }

  /** The words that the device has played by now. */
  public String heard(long nowMs) {
    long ahead = Math.max(0, playedUntilMs - nowMs);
    return ledger.heard((int) ((ahead + rules.frameDurationMs() - 1) / rules.frameDurationMs()));
  }

  private void send(Item item, long nowMs, Sink sink) {
    long due = Math.max(Math.max(sendMs(item), item.availableMs()), scheduleStartMs);
    if (nowMs - due > LATE_MS) {
      late++;
    }
    if (playedUntilMs < nowMs) {
      scheduleStartMs = nowMs;
    }
    sink.frame(item.opus());
    waiting--;
    sent++;
    ledger.sent(item.sentence());
    playedUntilMs = Math.max(playedUntilMs, nowMs) + rules.frameDurationMs();
    lastProgressMs = nowMs;
  }

  private void show(int sentence, Sink sink) {
    while (shown <= sentence) {
      sink.sentence(texts.get(shown), emotions.get(shown));
      shown++;
    }
  }

  private long sendMs() {
    return sendMs(queue.peek());
  }

  private long sendMs(Item item) {
    if (item.endsSentence() || playedUntilMs == NOT_YET) {
      return Math.max(earliestMs, item.availableMs());
    }
    return playedUntilMs - (long) rules.leadFrames() * rules.frameDurationMs();
  }

  private boolean complete() {
    return sentencesEnded >= sentencesTotal;
  }

  private long stopMs() {
    return playedUntilMs == NOT_YET ? Math.max(earliestMs, lastProgressMs) : playedUntilMs + rules.tailMs();
  }
}
