package io.xiaozhimesh.stage.lease;

import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sound of a listening stream that may still be needed: from the pre-roll of the first utterance whose words are not
 * known, or, in silence, from a little before what the worker has dealt with. What was not sent yet waits here too. When
 * a worker is lost, {@link #rewind} makes the whole of it unsent.
 *
 * <p>Positions are milliseconds of audio since the stream of the present worker began. Bounded in time and bytes; beyond
 * that the oldest goes, and is counted. Not thread-safe: owned by the session.
 */
public final class UtteranceJournal {

  /** Kept before the beginning of speech: more than any pre-roll, so that the next worker hears the same. */
  public static final long PRE_ROLL_MS = 1_000;

  /** Kept before what the worker has dealt with: it may yet find that speech began there. */
  public static final long LOOK_BACK_MS = 2_500;

  /** Two utterances are at least so far apart. */
  private static final long BETWEEN_UTTERANCES_MS = 300;

  /** A worker ends an utterance at least so long after its last voice, beyond the step in which it gives credit. */
  private static final long SETTLED_BEFORE_MS = 200;

  /** Utterances whose words may be unknown at the same time; a stream has one or two. */
  private static final int UTTERANCES_MAX = 16;

  /** One packet of the microphone. */
  public record Packet(long timestampMs, Payload opus, int durationMs) {
  }

  private final long msMax;
  private final long bytesMax;
  private final Deque<Packet> sent = new ArrayDeque<>();
  private final Deque<Packet> unsent = new ArrayDeque<>();
  /** Utterances that have begun and are not settled: where each begins. */
  private final Map<Integer, Long> begun = new HashMap<>();
  /** Where utterances ended whose words are not known yet. */
  private final Map<Integer, Long> ended = new HashMap<>();
  /**
   * Utterances whose words came before the news of their end, which may be lost: how far the worker was by then.
   */
  private final Map<Integer, Long> settledEarly = new HashMap<>();
  private long sentFromMs;
  private long sentToMs;
  private long keptMs;
  private long bytes;
  private long settledMs;
  private long dealtWithMs;
  private long dropped;
  private boolean flushed;

  /**
   * @param msMax audio kept at most, in milliseconds
   * @param bytesMax Opus kept at most, in bytes
   */
  public UtteranceJournal(long msMax, long bytesMax) {
    this.msMax = msMax;
    this.bytesMax = bytesMax;
  }

  /** The next packet of the microphone. */
  public void add(Packet packet) {
    unsent.add(packet);
    keptMs += packet.durationMs();
    bytes += packet.opus().length();
    while (keptMs > msMax || bytes > bytesMax) {
      drop();
    }
  }

  /** Whether anything waits to be sent. */
  public boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  /** The next packet to send. */
  public Optional<Packet> send() {
    Packet packet = unsent.poll();
    if (packet == null) {
      return Optional.empty();
    }
    sent.add(packet);
    sentToMs += packet.durationMs();
    return Optional.of(packet);
  }

  /** The worker has dealt with the stream up to here: what is older than the look-back is not needed in silence. */
  public void dealtWith(long positionMs) {
    dealtWithMs = Math.max(dealtWithMs, positionMs);
    trim();
  }

  /** An utterance has begun; those before it are over even if nobody said so. */
  public void speechStarted(int utteranceId, long positionMs) {
    settledEarly.keySet().forEach(earlier ->
        settleAt(earlier, Math.max(begun.getOrDefault(earlier, 0L), positionMs - BETWEEN_UTTERANCES_MS)));
    settledEarly.clear();
    if (begun.size() < UTTERANCES_MAX) {
      begun.put(utteranceId, positionMs);
    }
  }

  /** An utterance is over; its words may be known already. */
  public void speechStopped(int utteranceId, long lastVoicedMs) {
    if (settledEarly.remove(utteranceId) != null) {
      settleAt(utteranceId, lastVoicedMs);
    } else if (ended.size() < UTTERANCES_MAX) {
      ended.put(utteranceId, lastVoicedMs);
    }
  }

  /** An utterance is dealt with for good: its words are known, or it had none. */
  public void settled(int utteranceId) {
    Long lastVoicedMs = ended.remove(utteranceId);
    if (lastVoicedMs != null) {
      settleAt(utteranceId, lastVoicedMs);
    } else if (settledEarly.size() < UTTERANCES_MAX) {
      settledEarly.put(utteranceId, dealtWithMs);
    }
  }

  /** The speaker has released the button; the next worker must be told too. */
  public void flushed() {
    flushed = true;
  }

  /** Whether the button was released. */
  public boolean isFlushed() {
    return flushed;
  }

  /** The worker is lost: everything that is kept is to be sent to the next, whose stream begins with it. */
  public void rewind() {
    settledEarly.forEach((utterance, dealtWith) -> settleAt(utterance, dealtWith - SETTLED_BEFORE_MS));
    while (!sent.isEmpty()) {
      unsent.addFirst(sent.pollLast());
    }
    begun.clear();
    ended.clear();
    settledEarly.clear();
    sentFromMs = 0;
    sentToMs = 0;
    settledMs = 0;
    dealtWithMs = 0;
  }

  /** Audio kept, in milliseconds. */
  public long keptMs() {
    return keptMs;
  }

  /** Opus kept, in bytes. */
  public long bytes() {
    return bytes;
  }

  /** Packets that were dropped because there were too many. */
  public long dropped() {
    return dropped;
  }

  private void settleAt(int utteranceId, long lastVoicedMs) {
    begun.remove(utteranceId);
    settledMs = Math.max(settledMs, lastVoicedMs);
    trim();
  }

  /** A packet that only begins before the point from which sound is needed is kept. */
  private void trim() {
    long silence = dealtWithMs - LOOK_BACK_MS;
    long speech = begun.values().stream().mapToLong(start -> start - PRE_ROLL_MS).min().orElse(Long.MAX_VALUE);
    long neededFromMs = Math.max(settledMs, Math.min(silence, speech));
    while (!sent.isEmpty() && sentFromMs + sent.peek().durationMs() <= neededFromMs) {
      forgetSent();
    }
  }

  private void drop() {
    dropped++;
    if (sent.isEmpty()) {
      Packet oldest = unsent.poll();
      keptMs -= oldest.durationMs();
      bytes -= oldest.opus().length();
    } else {
      forgetSent();
    }
  }

  private void forgetSent() {
    Packet oldest = sent.poll();
    sentFromMs += oldest.durationMs();
    keptMs -= oldest.durationMs();
    bytes -= oldest.opus().length();
  }
}
