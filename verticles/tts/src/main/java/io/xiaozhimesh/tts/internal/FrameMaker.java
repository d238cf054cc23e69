package io.xiaozhimesh.tts.internal;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.audio.Resampler;
import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the Opus frames of one sentence out of an engine's PCM: shapes its silence, changes its rate, cuts frames and
 * pads the last. The encoder begins afresh with every sentence, so that the same sentence always has the same frames
 * and they can be kept. Not thread-safe.
 */
public final class FrameMaker implements AutoCloseable {

  /**
   * What frames are to be made.
   *
   * @param sampleRateHz 8000, 12000, 16000, 24000 or 48000
   * @param frameDurationMs 10, 20, 40 or 60
   * @param complexity 0 (cheap) to 10
   * @param pauseMs silence after the sentence
   */
  public record Shape(int sampleRateHz, int frameDurationMs, int complexity, int pauseMs) {
  }

  private final OpusEncoder encoder;
  private final Silence silence;
  private final Resampler resampler;
  private final Silence.Samples ready = new Silence.Samples();
  private int made;

  /** For PCM of the given rate. */
  public FrameMaker(OpusCodec codec, Shape shape, int sourceRateHz) {
    encoder = codec.encoder(shape.sampleRateHz, shape.frameDurationMs, shape.complexity, false);
    silence = new Silence(sourceRateHz, shape.pauseMs);
    resampler = sourceRateHz == shape.sampleRateHz ? null : Resampler.of(sourceRateHz, shape.sampleRateHz);
  }

  /** Takes samples and answers with the frames that are full. */
  public List<Payload> accept(short[] pcm) {
    keep(silence.accept(pcm));
    return fullFrames();
  }

  /** The end of the sentence: the remaining frames, none if the sentence had no sound. */
  public List<Payload> finish() {
    keep(silence.finish());
    if (resampler != null && (made > 0 || ready.size() > 0)) {
      short[] rest = resampler.flush();
      ready.add(rest, 0, rest.length);
    }
    List<Payload> frames = fullFrames();
    if (ready.size() > 0) {
      frames.add(encode(Arrays.copyOf(ready.takeAll(), encoder.frameSamples())));
    }
    return frames;
  }

  /** Frames made so far. */
  public int made() {
    return made;
  }

  @Override
  public void close() {
    encoder.close();
  }

  private void keep(short[] pcm) {
    short[] resampled = resampler == null || pcm.length == 0 ? pcm : resampler.process(pcm);
    ready.add(resampled, 0, resampled.length);
  }

  private List<Payload> fullFrames() {
    List<Payload> frames = new ArrayList<>();
    while (ready.size() >= encoder.frameSamples()) {
      frames.add(encode(ready.take(encoder.frameSamples())));
    }
    return frames;
  }

  private Payload encode(short[] pcm) {
    made++;
    return Payload.wrap(encoder.encode(pcm, 0));
  }
}
