package io.xiaozhimesh.bench.device;

import io.xiaozhimesh.audio.Wav;

/** Sounds made here. */
final class Sounds {

  private Sounds() {
  }

  /** A tone with silence before and after. */
  static Wav tone(int sampleRateHz, int beforeMs, int toneMs, int afterMs) {
    short[] pcm = new short[sampleRateHz / 1000 * (beforeMs + toneMs + afterMs)];
    int from = sampleRateHz / 1000 * beforeMs;
    for (int i = from; i < from + sampleRateHz / 1000 * toneMs; i++) {
      pcm[i] = (short) (9_000 * Math.sin(2 * Math.PI * 330 * i / sampleRateHz));
    }
    return new Wav(sampleRateHz, pcm);
  }
}
