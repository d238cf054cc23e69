package io.xiaozhimesh.bench.device.firmware;

import java.util.ArrayDeque;

/**
 * The packets between microphone and socket: 40, and when all places are taken the oldest is dropped. Used by one thread.
 */
public final class UplinkQueue {

  /** Packets that wait to be sent, at most. */
  public static final int PACKETS = 40;

  private final ArrayDeque<byte[]> packets = new ArrayDeque<>();
  private long dropped;

  /** Takes a packet; drops the oldest when there is no place. */
  public void add(byte[] packet) {
    if (packets.size() >= PACKETS) {
      packets.poll();
      dropped++;
    }
    packets.add(packet);
  }

  /** The oldest packet; null when there is none. */
  public byte[] poll() {
    return packets.poll();
  }

  /** Forgets everything, as after the wake word or a failed write. */
  public void clear() {
    packets.clear();
  }

  /** Packets that wait. */
  public int size() {
    return packets.size();
  }

  /** Packets dropped since the start. */
  public long dropped() {
    return dropped;
  }
}
