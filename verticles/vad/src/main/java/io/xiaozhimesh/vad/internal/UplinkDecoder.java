package io.xiaozhimesh.vad.internal;

import io.xiaozhimesh.audio.OpusDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes windows of 16 kHz PCM of one stream's Opus packets. Each packet lasts as long as it says itself; a gap of a few
 * packets is concealed, a longer one only shortened. Not thread-safe: one thread at a time, in the packets' order.
 */
public final class UplinkDecoder implements AutoCloseable {

  /** At most so many lost packets in a row are concealed. */
  public static final int CONCEALED_PACKETS_MAX = 5;

  private static final int FIRST_GUESS_MS = 60;

  private final OpusDecoder decoder;
  private final WindowSlicer slicer = new WindowSlicer();
  private int packetMs = FIRST_GUESS_MS;

  /** Takes the decoder over, which must yield 16 kHz. */
  public UplinkDecoder(OpusDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * Decodes a packet.
   *
   * @param lost packets that are missing before it
   * @return the windows that became whole
   */
  public List<short[]> decode(byte[] packet, int lost) {
    List<short[]> windows = new ArrayList<>();
    for (int i = 0; i < Math.min(lost, CONCEALED_PACKETS_MAX); i++) {
      windows.addAll(slicer.add(decoder.conceal(Math.max(10, packetMs / 10 * 10))));
    }
    short[] pcm = decoder.decode(packet);
    packetMs = Math.max(1, (int) AudioTime.ms(pcm.length));
    windows.addAll(slicer.add(pcm));
    return windows;
  }

  /** The unfinished window, filled up with silence. */
  public Optional<short[]> finish() {
    return slicer.finish();
  }

  /** Length of the latest packet. */
  public int packetMs() {
    return packetMs;
  }

  /** Packets that could not be decoded so far. */
  public long damagedPackets() {
    return decoder.damagedPackets();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
