package io.xiaozhimesh.bench.device.firmware;

import java.util.ArrayDeque;

/**
 * The packets between socket and loudspeaker: up to 40 wait to be decoded, two more are decoded ahead. There is no jitter
 * buffer and no concealment; when all places are taken the newest packet is dropped. Used by one thread.
 */
public final class PlaybackQueue {

  /** Packets that wait to be decoded, at most; counted in packets whatever their duration. */
  public static final int DECODE_QUEUE_PACKETS = 40;

  /** Packets decoded ahead of the loudspeaker, at most. */
  public static final int DECODED_AHEAD_PACKETS = 2;

  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private final ArrayDeque<byte[]> ahead = new ArrayDeque<>();
  private long dropped;

  /** Takes a packet, or drops it when all places are taken. */
  public boolean offer(byte[] packet) {
    if (waiting.size() >= DECODE_QUEUE_PACKETS) {
      dropped++;
      return false;
    }
    waiting.add(packet);
    refill();
    return true;
  }

  /** The next packet for the loudspeaker; null when there is none. */
  public byte[] poll() {
    byte[] packet = ahead.poll();
    refill();
    return packet;
  }

  /** Forgets everything. */
  public void flush() {
    waiting.clear();
    ahead.clear();
  }

  /** Whether everything was handed to the loudspeaker. */
  public boolean isEmpty() {
    return ahead.isEmpty();
  }

  /** Packets that wait, decoded or not. */
  public int size() {
    return waiting.size() + ahead.size();
  }

  /** Packets dropped since the start because all places were taken. */
  public long dropped() {
    return dropped;
  }

  private void refill() {
    while (ahead.size() < DECODED_AHEAD_PACKETS && !waiting.isEmpty()) {
      ahead.add(waiting.poll());
    }
  }
}
