package io.xiaozhimesh.tts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final int RATE_HZ = 16_000;

  private static short[] tone(int ms) {
    short[] pcm = new short[RATE_HZ / 1000 * ms];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (8_000 * Math.sin(i * 0.2) + 500);
    }
    return pcm;
  }

  private static short[] quiet(int ms) {
    return new short[RATE_HZ / 1000 * ms];
  }

  private static int shapedMs(int pauseMs, int cut, short[]... parts) {
    Silence silence = new Silence(RATE_HZ, pauseMs);
    int samples = 0;
    for (short[] part : parts) {
      for (int at = 0; at < part.length; at += cut) {
        samples += silence.accept(Arrays.copyOfRange(part, at, Math.min(part.length, at + cut))).length;
      }
    }
    return (samples + silence.finish().length) * 1000 / RATE_HZ;
  }

  @Test
  void leadingSilence_isCutToTheLead() {
    assertThat(shapedMs(0, 999, quiet(500), tone(200))).isEqualTo(200 + Silence.LEAD_MS);
  }

  @Test
  void shortLeadingSilence_staysAsItIs() {
    assertThat(shapedMs(0, 160, quiet(20), tone(200))).isEqualTo(220);
  }

  @Test
  void silenceBetweenWords_staysAsItIs() {
    assertThat(shapedMs(0, 333, tone(100), quiet(300), tone(100))).isEqualTo(500);
  }

  @Test
  void endlessSilenceBetweenWords_isBounded() {
    assertThat(shapedMs(0, 4_000, tone(100), quiet(60_000), tone(100))).isEqualTo(200 + Silence.INNER_MS_MAX);
  }

  @Test
  void trailingSilence_becomesThePause() {
    assertThat(shapedMs(150, 500, tone(200), quiet(900))).isEqualTo(350);
    assertThat(shapedMs(150, 500, tone(200), quiet(20))).isEqualTo(350);
    assertThat(shapedMs(150, 500, tone(200))).isEqualTo(350);
  }

  @Test
  void silenceOnly_hasNoSound() {
    assertThat(shapedMs(150, 500, quiet(3_000))).isZero();
    assertThat(shapedMs(150, 500)).isZero();
  }

  @Test
  void oneSampleAtATime_isTheSameAsAllAtOnce() {
    assertThat(shapedMs(150, 1, quiet(100), tone(95), quiet(50), tone(15)))
        .isEqualTo(shapedMs(150, 1_000_000, quiet(100), tone(95), quiet(50), tone(15)));
  }
}
