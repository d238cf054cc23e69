package io.xiaozhimesh.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

  @Test
  void equalRates_anySound_comesBackUnchanged() {
    short[] pcm = Sounds.buzz(16_000, 5_000, 1);
    Resampler resampler = Resampler.of(16_000, 16_000);
    assertThat(resampler.process(pcm)).isEqualTo(pcm);
    assertThat(resampler.flush()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8000,16000", "16000,8000", "22050,16000", "22050,24000", "44100,16000", "44100,48000", "11025,48000",
      "48000,11025", "24000,16000", "16000,24000", "48000,16000", "12000,44100"})
  void anyPairOfRates_sineInBand_keepsLengthPositionAndPurity(int from, int to) {
    double hz = 0.3 * Math.min(from, to);
    short[] in = Sounds.sine(hz, from, from, 12_000);
    short[] out = whole(Resampler.of(from, to), in, 960);
    assertThat(out.length).isBetween(to - 1, to + 1);
    short[] expected = Sounds.sine(hz, to, to, 12_000);
    assertThat(Sounds.snrDb(expected, out, to / 20)).isGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({"48000,16000,9000", "24000,16000,9500", "44100,16000,12000", "22050,8000,5000", "48000,8000,20000"})
  void higherToLower_toneAboveTheNewBand_is60DbDown(int from, int to, double hz) {
    short[] out = whole(Resampler.of(from, to), Sounds.sine(hz, from, from, 20_000), 960);
    double level = Sounds.rms(Arrays.copyOfRange(out, to / 20, out.length - to / 20));
    assertThat(20 * Math.log10(level / (20_000 / Math.sqrt(2)))).isLessThan(-60);
  }

  @ParameterizedTest
  @CsvSource({"8000,16000,3000", "16000,24000,6000", "16000,48000,5000"})
  void lowerToHigher_tone_hasNoImageAboveTheOldBand(int from, int to, double hz) {
    short[] out = whole(Resampler.of(from, to), Sounds.sine(hz, from, from, 20_000), 960);
    assertThat(magnitude(out, from - hz, to)).isLessThan(magnitude(out, hz, to) / 1000);
  }

  @Test
  void anyChunking_sameSound_sameSamples() {
    short[] in = Sounds.buzz(44_100, 30_000, 7);
    short[] atOnce = whole(Resampler.of(44_100, 16_000), in, in.length);
    for (int chunk : new int[] {1, 7, 441, 960, 8192}) {
      assertThat(whole(Resampler.of(44_100, 16_000), in, chunk)).isEqualTo(atOnce);
    }
  }

  @Test
  void afterFlush_nextStream_startsAfresh() {
    Resampler resampler = Resampler.of(24_000, 16_000);
    short[] in = Sounds.buzz(24_000, 10_000, 3);
    short[] first = whole(resampler, in, 1_000);
    assertThat(whole(resampler, in, 1_000)).isEqualTo(first);
  }

  @Test
  void loudestSquare_overshoot_isLimitedNotWrapped() {
    short[] square = new short[4_000];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    short[] out = whole(Resampler.of(16_000, 48_000), square, 960);
    for (int i = 130; i < out.length - 130; i++) {
      boolean middleOfHigh = i / 120 % 2 == 0 && i % 120 > 10 && i % 120 < 110;
      if (middleOfHigh) {
        assertThat(out[i]).isGreaterThan((short) 20_000);
      }
    }
  }

  @Test
  void causal_everyPacket_yieldsItsShareAtOnce() {
    Resampler resampler = Resampler.causal(48_000, 16_000);
    for (int i = 0; i < 5; i++) {
      assertThat(resampler.process(new short[2_880])).hasSize(960);
    }
  }

  @Test
  void absurdRate_construction_failsWithTheBounds() {
    assertThatThrownBy(() -> Resampler.of(0, 16_000)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4000");
    assertThatThrownBy(() -> Resampler.of(16_000, 1_000_000)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double magnitude(short[] pcm, double hz, int sampleRateHz) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < pcm.length; i++) {
      double window = Math.pow(Math.sin(Math.PI * i / pcm.length), 2);
      re += window * pcm[i] * Math.cos(2 * Math.PI * hz * i / sampleRateHz);
      im += window * pcm[i] * Math.sin(2 * Math.PI * hz * i / sampleRateHz);
    }
    return Math.hypot(re, im);
  }

  private static short[] whole(Resampler resampler, short[] in, int chunk) {
    List<short[]> parts = new ArrayList<>();
    for (int at = 0; at < in.length; at += chunk) {
      parts.add(resampler.process(Arrays.copyOfRange(in, at, Math.min(in.length, at + chunk))));
    }
    parts.add(resampler.flush());
    return Sounds.joined(parts);
  }
}
