package io.xiaozhimesh.audio;

/**
 * Decodes one stream of Opus packets to mono PCM. One instance serves one stream and one thread at a time. Never throws
 * for what a device may send: a packet that cannot be decoded is concealed and counted.
 */
public interface OpusDecoder extends AutoCloseable {

  /** The rate of the PCM that comes out, in Hz. */
  int sampleRateHz();

  /**
   * Decodes a packet of any duration up to 120 ms, mono or stereo (mixed down).
   *
   * @return the samples; empty for an empty packet
   */
  short[] decode(byte[] packet);

  /** Fills a gap of so many milliseconds (a multiple of 10, up to 120) from what was heard before. */
  short[] conceal(int durationMs);

  /** Packets that could not be decoded so far. */
  long damagedPackets();

  /** Releases native memory, if any. */
  @Override
  void close();
}
