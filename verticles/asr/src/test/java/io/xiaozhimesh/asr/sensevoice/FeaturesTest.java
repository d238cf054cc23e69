package io.xiaozhimesh.asr.sensevoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xiaozhimesh.asr.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  @Test
  void frames_stacked_holdSevenNeighboursEverySixFrames() {
    float[] stacked = LowFrameRate.stack(numbered(14));

    assertThat(stacked).hasSize(3 * 560);
    assertThat(frameNumbers(stacked, 0)).containsExactly(0, 0, 0, 0, 1, 2, 3);
    assertThat(frameNumbers(stacked, 1)).containsExactly(3, 4, 5, 6, 7, 8, 9);
    assertThat(frameNumbers(stacked, 2)).containsExactly(9, 10, 11, 12, 13, 13, 13);
  }

  @Test
  void oneFrame_stacked_isRepeated() {
    assertThat(frameNumbers(LowFrameRate.stack(numbered(1)), 0)).containsOnly(0);
  }

  @Test
  void rows_normalised_areShiftedThenScaled() {
    float[] rows = new float[2 * 560];
    rows[560 + 3] = 10;

    Normalisation.fromLists(list("-4"), list("0.5")).apply(rows);

    assertThat(rows[0]).isEqualTo(-2f);
    assertThat(rows[560 + 3]).isEqualTo(3f);
  }

  @Test
  void normalisation_ofAnotherSize_isRefused() {
    assertThatThrownBy(() -> Normalisation.fromLists("1,2,3", "1,2,3"))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("3 values, should have 560");
  }

  @Test
  void kaldiText_withoutAShift_isRefused() {
    assertThatThrownBy(() -> Normalisation.fromKaldi(List.of("<Nnet>", "</Nnet>")))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("<AddShift>");
  }

  @Test
  void kaldiText_equalsTheLists() {
    float[] rows = new float[560];
    float[] same = rows.clone();

    Normalisation.fromKaldi(List.of(
        "<Nnet>",
        "<AddShift> 560 560", "<LearnRateCoef> 0 [ " + list("-4").replace(',', ' ') + " ]",
        "<Rescale> 560 560", "<LearnRateCoef> 0 [ " + list("0.5").replace(',', ' ') + " ]",
        "</Nnet>")).apply(rows);
    Normalisation.fromLists(list("-4"), list("0.5")).apply(same);

    assertThat(rows).containsExactly(same);
  }

  @Test
  void realNormalisation_ofRealSpeech_isNearZeroWithUnitSpread() throws IOException {
    Path mvn = Sound.shared().resolve("golden/sensevoice_am.mvn");
    assumeThat(mvn).isRegularFile();
    float[] rows = LowFrameRate.stack(
        FilterBank.compute(Sound.wav(Sound.shared().resolve("audio/zh_funasr_damo.wav"))));

    Normalisation.fromKaldi(Files.readAllLines(mvn)).apply(rows);

    double mean = 0;
    double square = 0;
    for (float value : rows) {
      mean += value / rows.length;
      square += value * value / rows.length;
    }
    assertThat(rows).hasSize(93 * 560);
    assertThat(mean).isCloseTo(0, within(1.0));
    assertThat(square).isBetween(0.3, 3.0);
  }

  private static float[][] numbered(int count) {
    float[][] frames = new float[count][80];
    for (int i = 0; i < count; i++) {
      Arrays.fill(frames[i], i);
    }
    return frames;
  }

  private static List<Integer> frameNumbers(float[] stacked, int row) {
    return IntStream.range(0, 7).mapToObj(k -> (int) stacked[row * 560 + k * 80 + 79]).toList();
  }

  private static String list(String value) {
    return String.join(",", Collections.nCopies(560, value));
  }
}
