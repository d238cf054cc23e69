package io.xiaozhimesh.audio;

/** A source of decoders and encoders. Thread-safe. */
public interface OpusCodec {

  /** "libopus" or "concentus", with its version. */
  String name();

  /** A decoder whose PCM has the given rate: 8000, 12000, 16000, 24000 or 48000 Hz. */
  OpusDecoder decoder(int sampleRateHz);

  /**
   * A mono encoder as a device uses it: application AUDIO, variable bit rate.
   *
   * @param sampleRateHz 8000, 12000, 16000, 24000 or 48000
   * @param frameDurationMs 10, 20, 40 or 60
   * @param complexity 0 (cheap) to 10
   * @param dtx whether silence becomes one-byte packets
   */
  OpusEncoder encoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx);

  /** The fastest codec of this machine: libopus when it is installed, else Concentus. */
  static OpusCodec detect() {
    return new ConcentusCodec();
  }
}
