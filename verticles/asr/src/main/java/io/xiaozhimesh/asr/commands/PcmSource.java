package io.xiaozhimesh.asr.commands;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;

/**
 * Feeds one utterance after the other into the front end, each with a stretch of near silence before and behind,
 * because
 * the models expect speech to begin and end in silence and endpointing may have cut it close. One thread.
 */
final class PcmSource extends BaseDataProcessor {

  static final int SAMPLE_RATE_HZ = 16_000;

  private static final int BLOCK_SAMPLES = 160;
  private static final int PAD_BLOCKS = 15;

  private double[] samples = new double[0];
  private int at;
  private boolean started;
  private boolean ended;

  /** The next utterance. */
  void load(short[] pcm) {
    samples = padded(pcm);
    at = 0;
    started = false;
    ended = false;
  }

  @Override
  public Data getData() {
    if (!started) {
      started = true;
      return new DataStartSignal(SAMPLE_RATE_HZ);
    } else if (at < samples.length) {
      return nextBlock();
    } else if (!ended) {
      ended = true;
      return new DataEndSignal(at * 1_000L / SAMPLE_RATE_HZ);
    }
    return null;
  }

  private DoubleData nextBlock() {
    double[] block = new double[BLOCK_SAMPLES];
    System.arraycopy(samples, at, block, 0, Math.min(BLOCK_SAMPLES, samples.length - at));
    DoubleData data = new DoubleData(block, SAMPLE_RATE_HZ, at);
    at += BLOCK_SAMPLES;
    return data;
  }

  /** The padding carries one bit of noise: digital silence has a spectrum that no model has ever met. */
  private static double[] padded(short[] pcm) {
    int pad = PAD_BLOCKS * BLOCK_SAMPLES;
    double[] padded = new double[pcm.length + 2 * pad];
    int noise = 1;
    for (int i = 0; i < padded.length; i++) {
      noise = noise * 1_103_515_245 + 12_345;
      padded[i] = noise >> 30;
    }
    for (int i = 0; i < pcm.length; i++) {
      padded[pad + i] += pcm[i];
    }
    return padded;
  }
}
