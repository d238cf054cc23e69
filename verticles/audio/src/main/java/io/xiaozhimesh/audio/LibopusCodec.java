package io.xiaozhimesh.audio;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opus by the machine's libopus. */
final class LibopusCodec implements OpusCodec {

  private static final Logger LOG = LoggerFactory.getLogger(LibopusCodec.class);

  private LibopusCodec() {
  }

  /** The codec, if the library is installed and a tone survives it. */
  static Optional<OpusCodec> load() {
    try {
      OpusCodec codec = new LibopusCodec();
      if (CodecTrial.passes(codec)) {
        return Optional.of(codec);
      }
      LOG.warn("{} garbles a test tone and is not used", codec.name());
    } catch (LinkageError e) {
      LOG.debug("libopus is not installed: {}", e.getMessage());
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return Libopus.opus_get_version_string();
  }

  @Override
  public OpusDecoder decoder(int sampleRateHz) {
    return new LibopusDecoder(sampleRateHz);
  }

  @Override
  public OpusEncoder encoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx) {
    return new LibopusEncoder(sampleRateHz, frameDurationMs, complexity, dtx);
  }
}
