package io.xiaozhimesh.bench.device.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LoudnessTest {

  private static final int RATE_HZ = 16_000;

  /** Half a second of room noise, a tone from 500 to 1000 ms, half a second of room noise. */
  private static short[] toneInNoise(int noiseAmplitude) {
    Random random = new Random(7);
    short[] pcm = new short[RATE_HZ * 3 / 2];
    for (int i = 0; i < pcm.length; i++) {
      boolean tone = i >= RATE_HZ / 2 && i < RATE_HZ;
      double sound = tone ? 12_000 * Math.sin(2 * Math.PI * 440 * i / RATE_HZ) : 0;
      pcm[i] = (short) (sound + random.nextInt(2 * noiseAmplitude + 1) - noiseAmplitude);
    }
    return pcm;
  }

  @Test
  void toneInQuietRoom_edges_areFoundWithinAWindow() {
    short[] pcm = toneInNoise(20);
    assertThat(Loudness.firstAudible(pcm, RATE_HZ)).isBetween(7_840, 8_160);
    assertThat(Loudness.lastVoiced(pcm, RATE_HZ)).isBetween(15_840, 16_160);
  }

  @Test
  void toneInLoudRoom_noiseAfterwards_isNoSpeech() {
    assertThat(Loudness.lastVoiced(toneInNoise(300), RATE_HZ)).isBetween(15_840, 16_160);
  }

  @Test
  void silence_nothing_isFound() {
    assertThat(Loudness.firstAudible(new short[RATE_HZ], RATE_HZ)).isEqualTo(-1);
    assertThat(Loudness.lastVoiced(new short[RATE_HZ], RATE_HZ)).isZero();
    assertThat(Loudness.lastVoiced(new short[0], RATE_HZ)).isZero();
  }
}
