package io.xiaozhimesh.audio;

/** Opus in pure Java. */
final class ConcentusCodec implements OpusCodec {

  @Override
  public String name() {
    return "concentus 1.0.2";
  }

  @Override
  public OpusDecoder decoder(int sampleRateHz) {
    return new ConcentusDecoder(sampleRateHz);
  }

  @Override
  public OpusEncoder encoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx) {
    return new ConcentusEncoder(sampleRateHz, frameDurationMs, complexity, dtx);
  }
}
