package io.xiaozhimesh.asr.sensevoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xiaozhimesh.asr.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterBankTest {

  private static final double FLOOR_LOG = Math.log(1.1920929e-7);

  @Test
  void lessThanAWindow_hasNoRow() {
    assertThat(FilterBank.compute(new short[399])).isEmpty();
  }

  @Test
  void samples_giveOneRowPerTenMilliseconds() {
    assertThat(FilterBank.compute(new short[400])).hasDimensions(1, 80);
    assertThat(FilterBank.compute(new short[559])).hasDimensions(1, 80);
    assertThat(FilterBank.compute(new short[16_000])).hasDimensions(98, 80);
  }

  @Test
  void silence_isTheFloorEverywhere() {
    for (float value : FilterBank.compute(new short[400])[0]) {
      assertThat((double) value).isCloseTo(FLOOR_LOG, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1_000, 3_000, 6_000})
  void tone_isLoudestInTheBandOfItsFrequency(int hz) {
    short[] tone = new short[400];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (10_000 * Math.sin(2 * Math.PI * hz * i / 16_000));
    }
    double step = (mel(8_000) - mel(20)) / 81;
    int expected = (int) Math.round((mel(hz) - mel(20)) / step) - 1;

    assertThat(loudest(FilterBank.compute(tone)[0])).isBetween(expected - 1, expected + 1);
  }

  @Test
  void constantOffset_changesNothing() {
    short[] plain = new short[400];
    short[] raised = new short[400];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (short) (i * 7_919 % 2_003);
      raised[i] = (short) (plain[i] + 5_000);
    }
    float[] expected = FilterBank.compute(plain)[0];

    assertThat(FilterBank.compute(raised)[0]).usingComparatorWithPrecision(1e-3f).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh_funasr_damo", "en_jfk"})
  void recordings_equalKaldi(String name) throws IOException {
    Path golden = Sound.shared().resolve("golden/fbank80_funasr_" + name + ".csv");
    assumeThat(golden).isRegularFile();
    List<String> rows = Files.readAllLines(golden);

    float[][] features = FilterBank.compute(Sound.wav(Sound.shared().resolve("audio/" + name + ".wav")));

    assertThat(features).hasNumberOfRows(rows.size());
    double worst = 0;
    for (int row = 0; row < features.length; row++) {
      String[] values = rows.get(row).split(",");
      for (int band = 0; band < FilterBank.BANDS; band++) {
        worst = Math.max(worst, Math.abs(features[row][band] - Double.parseDouble(values[band])));
      }
    }
    assertThat(worst).isLessThan(2e-3);
  }

  private static int loudest(float[] bands) {
    int loudest = 0;
    for (int i = 1; i < bands.length; i++) {
      loudest = bands[i] > bands[loudest] ? i : loudest;
    }
    return loudest;
  }

  private static double mel(double hz) {
    return 1127 * Math.log(1 + hz / 700);
  }
}
