package io.xiaozhimesh.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import java.util.Objects;

/** Concentus as an encoder. */
final class ConcentusEncoder implements OpusEncoder {

  private final io.github.jaredmdobson.concentus.OpusEncoder encoder;
  private final int frameSamples;
  private final byte[] scratch = new byte[PacketBytes.MAX];

  ConcentusEncoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx) {
    try {
      encoder = new io.github.jaredmdobson.concentus.OpusEncoder(
          sampleRateHz, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
    } catch (OpusException | IllegalArgumentException e) {
      throw new IllegalArgumentException("no Opus encoder for " + sampleRateHz + " Hz", e);
    }
    encoder.setComplexity(complexity);
    encoder.setUseVBR(true);
    encoder.setUseDTX(dtx);
    frameSamples = sampleRateHz / 1000 * frameDurationMs;
  }

  @Override
  public int frameSamples() {
    return frameSamples;
  }

  @Override
  public byte[] encode(short[] pcm, int offset) {
    Objects.checkFromIndexSize(offset, frameSamples, pcm.length);
    try {
      return Arrays.copyOf(scratch, encoder.encode(pcm, offset, frameSamples, scratch, 0, scratch.length));
    } catch (OpusException e) {
      throw new IllegalStateException("the Opus encoder refused a frame of " + frameSamples + " samples", e);
    }
  }

  @Override
  public void close() {
    // Nothing native.
  }
}
