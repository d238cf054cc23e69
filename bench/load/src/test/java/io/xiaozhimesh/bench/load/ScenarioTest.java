package io.xiaozhimesh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  private static final long SEED = 7;

  @Test
  void slope_noiseAroundAConstant_isFlat() {
    System.out.println("noise seed " + SEED);
    Random random = new Random(SEED);
    assertThat(Slope.of(random.doubles(10, 95, 105).boxed().toList()).flat()).isTrue();
    assertThat(Slope.of(List.of(5.0, 5.0, 5.0, 5.0, 5.0, 5.0)).flat()).isTrue();
  }

  @Test
  void slope_aLeak_isNotFlat_whetherNoisyOrPerfect() {
    Random random = new Random(SEED);
    assertThat(Slope.of(IntStream.range(0, 10).mapToObj(i -> 100.0 + 10 * i + random.nextDouble()).toList()).flat())
        .isFalse();
    assertThat(Slope.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)).flat()).isFalse();
  }

  @Test
  void slope_fallingOrGrowingByLittle_isFlat() {
    assertThat(Slope.of(List.of(6.0, 5.0, 4.0, 3.0, 2.0, 1.0)).flat()).isTrue();
    assertThat(Slope.of(List.of(1000.0, 1001.0, 1002.0, 1003.0, 1004.0, 1005.0)).flat()).isTrue();
  }

  @Test
  void question_endsWithItsLastVoicedPacket() {
    var clip = TalkLoad.question("");
    assertThat(clip.lastVoicedPacket()).isEqualTo(clip.packets().size() - 1);
    assertThat(clip.durationMs()).isBetween(1_000, 5_000);
  }

  @Test
  void profiles_goFurtherOneAfterTheOther() {
    assertThat(Profile.named("quick")).contains(Profile.QUICK);
    assertThat(Profile.named("slow")).isEmpty();
    for (int i = 1; i < Profile.values().length; i++) {
      assertThat(Profile.values()[i].seconds()).isGreaterThan(Profile.values()[i - 1].seconds());
      assertThat(Profile.values()[i].talking()).isGreaterThan(Profile.values()[i - 1].talking());
    }
  }
}
