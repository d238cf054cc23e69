package io.xiaozhimesh.audio;

/** A source of decoders and encoders. Thread-safe. */
public interface OpusCodec {

  /** The system property that {@link #detect} obeys: "auto", "libopus" or "concentus". */
  String CODEC_PROPERTY = "mesh.opus.codec";

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

  /** The fastest codec of this machine, libopus when it is installed, unless {@link #CODEC_PROPERTY} names one. */
  static OpusCodec detect() {
    return named(System.getProperty(CODEC_PROPERTY, "auto"));
  }

  /**
   * The codec of this name.
   *
   * @param name "auto" (libopus when it loads and passes a round trip, else Concentus), "libopus" or "concentus"
   * @throws IllegalArgumentException for another name
   * @throws IllegalStateException for "libopus" where the library is missing or fails its test
   */
  static OpusCodec named(String name) {
    return switch (name) {
      case "auto" -> LibopusCodec.load().orElseGet(ConcentusCodec::new);
      case "libopus" -> LibopusCodec.load().orElseThrow(() -> new IllegalStateException(
          "libopus is not usable here; install it (Debian: libopus0) or choose \"auto\" or \"concentus\""));
      case "concentus" -> new ConcentusCodec();
      default -> throw new IllegalArgumentException(
          "no Opus codec \"" + name + "\"; there are \"auto\", \"libopus\" and \"concentus\"");
    };
  }

  /**
   * Encodes and decodes a tone until the virtual machine has compiled the codec: the first frames of a cold Concentus
   * take 20-50 ms each, warm ones below 0.5 ms; about 1000 frames suffice. Costs up to a second: never on an event
   * loop.
   *
   * @param sampleRateHz the rate of the streams to come
   * @param frames how many frames of 60 ms
   */
  default void warmUp(int sampleRateHz, int frames) {
    CodecTrial.run(this, sampleRateHz, frames);
  }
}
