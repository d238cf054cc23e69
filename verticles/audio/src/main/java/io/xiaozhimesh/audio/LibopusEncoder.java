package io.xiaozhimesh.audio;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;
import java.util.Objects;

/** libopus as an encoder. Holds 44 kB outside the heap until it is closed. */
final class LibopusEncoder implements OpusEncoder {

  private final int frameSamples;
  private final byte[] scratch = new byte[PacketBytes.MAX];
  private Pointer encoder;

  LibopusEncoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx) {
    IntByReference error = new IntByReference();
    encoder = Libopus.opus_encoder_create(sampleRateHz, 1, Libopus.APPLICATION_AUDIO, error);
    if (encoder == null || error.getValue() != 0) {
      throw new IllegalArgumentException("no Opus encoder for " + sampleRateHz + " Hz");
    }
    set(Libopus.SET_COMPLEXITY_REQUEST, complexity);
    set(Libopus.SET_VBR_REQUEST, 1);
    set(Libopus.SET_DTX_REQUEST, dtx ? 1 : 0);
    frameSamples = sampleRateHz / 1000 * frameDurationMs;
  }

  @Override
  public int frameSamples() {
    return frameSamples;
  }

  @Override
  public byte[] encode(short[] pcm, int offset) {
    if (encoder == null) {
      throw new IllegalStateException("the encoder is closed");
    }
    Objects.checkFromIndexSize(offset, frameSamples, pcm.length);
    short[] frame = offset == 0 ? pcm : Arrays.copyOfRange(pcm, offset, offset + frameSamples);
    int bytes = Libopus.opus_encode(encoder, frame, frameSamples, scratch, scratch.length);
    if (bytes < 0) {
      throw new IllegalStateException("the Opus encoder failed: " + Libopus.opus_strerror(bytes));
    }
    return Arrays.copyOf(scratch, bytes);
  }

  @Override
  public void close() {
    if (encoder != null) {
      Libopus.opus_encoder_destroy(encoder);
      encoder = null;
    }
  }

  private void set(int request, int value) {
    int result = Libopus.CONTROL.opus_encoder_ctl(encoder, request, value);
    if (result != 0) {
      close();
      throw new IllegalArgumentException("the Opus encoder refused setting " + request + " = " + value);
    }
  }
}
