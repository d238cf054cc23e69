package io.xiaozhimesh.vad;

import ai.onnxruntime.OrtException;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.vad.internal.AudioTime;
import io.xiaozhimesh.vad.silero.SileroModel;
import io.xiaozhimesh.vad.silero.SileroScorer;
import io.xiaozhimesh.vad.silero.SileroState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a second of one listening stream costs on this machine. The fastest of several rounds counts: it is what the
 * machine can do, slower ones had company.
 */
final class Rehearsal {

  private static final int PACKET_MS = 60;
  private static final int PACKETS_A_ROUND = 10;
  private static final int ROWS = 16;
  private static final int ROUNDS_MAX = 12;
  /** Of each of the two parts: the start may not grow by more than twice this. */
  private static final long PART_NS_MAX = TimeUnit.MILLISECONDS.toNanos(120);

  private Rehearsal() {
  }

  /** Something that is done once or more, and may fail as the model does. */
  private interface Round {
    void play() throws OrtException;
  }

  /**
   * Nanoseconds of one thread for a second of one stream: decoding or scoring, whichever takes longer, since each has as
   * many threads of its own. The codec should be warm. Blocks for at most a quarter of a second.
   */
  static long nsPerS(OpusCodec codec, SileroModel model, MeshClock clock) throws OrtException {
    return Math.max(decodingNsPerS(codec, clock), scoringNsPerS(model, clock));
  }

  private static long decodingNsPerS(OpusCodec codec, MeshClock clock) throws OrtException {
    try (OpusEncoder encoder = codec.encoder(AudioTime.SAMPLE_RATE_HZ, PACKET_MS, 0, false);
        OpusDecoder decoder = codec.decoder(AudioTime.SAMPLE_RATE_HZ)) {
      byte[] packet = encoder.encode(sawtooth(encoder.frameSamples()), 0);
      long bestNs = bestNs(clock, () -> {
        for (int i = 0; i < PACKETS_A_ROUND; i++) {
          decoder.decode(packet);
        }
      });
      return bestNs * 1_000 / ((long) PACKETS_A_ROUND * PACKET_MS);
    }
  }

  private static long scoringNsPerS(SileroModel model, MeshClock clock) throws OrtException {
    short[] window = sawtooth(AudioTime.WINDOW_SAMPLES);
    List<SileroScorer.Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(new SileroScorer.Row(new SileroState(), window));
    }
    try (SileroScorer scorer = model.scorer(ROWS)) {
      return bestNs(clock, () -> scorer.score(rows)) * AudioTime.SAMPLE_RATE_HZ / ((long) ROWS * AudioTime.WINDOW_SAMPLES);
    }
  }

  private static long bestNs(MeshClock clock, Round round) throws OrtException {
    long endNs = clock.nowNs() + PART_NS_MAX;
    long bestNs = Long.MAX_VALUE;
    for (int n = 0; n < ROUNDS_MAX && (n == 0 || clock.nowNs() < endNs); n++) {
      long startNs = clock.nowNs();
      round.play();
      bestNs = Math.min(bestNs, clock.nowNs() - startNs);
    }
    return Math.max(1, bestNs);
  }

  private static short[] sawtooth(int samples) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) (i % 100 * 200 - 10_000);
    }
    return pcm;
  }
}
