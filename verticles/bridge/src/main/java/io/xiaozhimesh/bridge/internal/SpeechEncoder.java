package io.xiaozhimesh.bridge.internal;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.audio.Resampler;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.Payload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the Opus frames of one sentence out of a worker's PCM: changes its rate, cuts frames, pads the last. Never makes
 * more frames than it was given pieces of one frame's duration. Used by one thread at a time.
 */
public final class SpeechEncoder implements AutoCloseable {

  private final int sourceRateHz;
  private final OpusEncoder encoder;
  private final Resampler resampler;
  private short[] ready = new short[0];
  private int pieces;
  private int made;

  /** For a sentence whose PCM has the given rate, in Hz. */
  public SpeechEncoder(OpusCodec codec, AudioFormat downlink, int complexity, int sourceRateHz) {
    this.sourceRateHz = sourceRateHz;
    encoder = codec.encoder(downlink.sampleRateHz(), downlink.frameDurationMs(), complexity, false);
    resampler = sourceRateHz == downlink.sampleRateHz() ? null : Resampler.of(sourceRateHz, downlink.sampleRateHz());
  }

  /** The rate of the PCM that it takes, in Hz. */
  public int sourceRateHz() {
    return sourceRateHz;
  }

  /** Takes 16-bit little-endian samples; answers with the frames that are full. */
  public List<Payload> accept(Payload pcm) {
    pieces++;
    short[] samples = new short[pcm.length() / Short.BYTES];
    ByteBuffer.wrap(pcm.array()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    keep(resampler == null ? samples : resampler.process(samples));
    return full();
  }

  /** The end of the sentence: the frames that are left. */
  public List<Payload> finish() {
    if (resampler != null) {
      keep(resampler.flush());
    }
    List<Payload> frames = full();
    // Changing the rate may leave a sample over, for which there is no credit.
    if (ready.length > 0 && made < pieces) {
      frames.add(encode(Arrays.copyOf(ready, encoder.frameSamples()), 0));
    }
    ready = new short[0];
    return frames;
  }

  @Override
  public void close() {
    encoder.close();
  }

  private void keep(short[] more) {
    int held = ready.length;
    ready = Arrays.copyOf(ready, held + more.length);
    System.arraycopy(more, 0, ready, held, more.length);
  }

  private List<Payload> full() {
    List<Payload> frames = new ArrayList<>();
    int from = 0;
    for (; made < pieces && ready.length - from >= encoder.frameSamples(); from += encoder.frameSamples()) {
      frames.add(encode(ready, from));
    }
    ready = Arrays.copyOfRange(ready, from, ready.length);
    return frames;
  }

  private Payload encode(short[] pcm, int from) {
    made++;
    return Payload.wrap(encoder.encode(pcm, from));
  }
}
