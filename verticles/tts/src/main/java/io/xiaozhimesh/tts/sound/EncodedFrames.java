package io.xiaozhimesh.tts.sound;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.audio.Resampler;
import io.xiaozhimesh.protocol.bus.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames encoded out of samples: another rate where it is needed, cut, the last one padded with silence. */
final class EncodedFrames implements SoundFrames {

  private final PcmStream source;
  private final OpusEncoder encoder;
  private final Resampler resampler;
  private short[] ready = new short[0];
  private long toDrop;
  private boolean exhausted;

  /** @param skipFrames frames of the beginning that are left out */
  EncodedFrames(PcmStream source, OpusCodec codec, DownlinkShape shape, int skipFrames) throws IOException {
    this.source = source;
    long beginning = (long) skipFrames * shape.frameDurationMs() * source.sampleRateHz() / 1000;
    toDrop = beginning == 0 ? 0 : beginning - source.skip(beginning);
    encoder = codec.encoder(shape.sampleRateHz(), shape.frameDurationMs(), shape.complexity(), false);
    resampler = source.sampleRateHz() == shape.sampleRateHz()
        ? null : Resampler.of(source.sampleRateHz(), shape.sampleRateHz());
  }

  @Override
  public List<Payload> next(int wanted) throws IOException {
    List<Payload> frames = new ArrayList<>();
    while (frames.size() < wanted && !(exhausted && ready.length == 0)) {
      if (ready.length < encoder.frameSamples() && !exhausted) {
        read();
      } else {
        frames.add(encode());
      }
    }
    return frames;
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    source.close();
  }

  private void read() throws IOException {
    short[] pcm = source.next();
    if (pcm == null) {
      exhausted = true;
      keep(resampler == null ? new short[0] : resampler.flush());
      return;
    }
    int dropped = (int) Math.min(toDrop, pcm.length);
    toDrop -= dropped;
    short[] rest = dropped == 0 ? pcm : Arrays.copyOfRange(pcm, dropped, pcm.length);
    if (rest.length > 0) {
      keep(resampler == null ? rest : resampler.process(rest));
    }
  }

  private void keep(short[] pcm) {
    int before = ready.length;
    ready = Arrays.copyOf(ready, before + pcm.length);
    System.arraycopy(pcm, 0, ready, before, pcm.length);
  }

  private Payload encode() {
    int length = encoder.frameSamples();
    Payload frame = Payload.wrap(encoder.encode(Arrays.copyOf(ready, Math.max(length, ready.length)), 0));
    ready = Arrays.copyOfRange(ready, Math.min(length, ready.length), ready.length);
    return frame;
  }
}
