package io.xiaozhimesh.plugins.builtin.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.plugins.builtin.sums.SumException.Reason;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SumTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "2 + 3 * 4 | 14", "(2 + 3) * 4 | 20", "2 ^ 3 ^ 2 | 512", "-2 ^ 2 | -4", "2 - -3 | 5", "10 / 4 | 2.5",
      "1 / 3 | 0.3333", "15% * 80 | 12", "15% of 80 | 12", "80 + 15% | 92", "80 - 15% | 68", "80 + 15% * 20 | 83",
      "sqrt 2 | 1.4142", "sqrt(16) | 4", "1,000 + 1 | 1001", "0.1 + 0.2 | 0.3", "2 × 3 ÷ 4 | 1.5", ".5 * 4 | 2"})
  void figures_workedOut_haveTheirValue(String sum, String value) {
    assertThat(Figures.of(Sum.valueOf(sum))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "two plus two | 4", "twelve times twelve | 144", "twenty-five minus thirty | -5",
      "a hundred divided by eight | 12.5", "fifteen percent of eighty | 12", "half of nine | 4.5",
      "the square root of eighty one | 9", "two to the power of ten | 1024", "five squared | 25",
      "two thousand three hundred and five plus one | 2306", "three point five times two | 7",
      "negative five plus seven | 2", "17 plus 25 | 42", "a quarter of a hundred | 25"})
  void english_workedOut_hasItsValue(String sum, String value) {
    assertThat(Figures.of(Sum.valueOf(sum))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "三加五 | 8", "十二乘以十二 | 144", "一百除以八 | 12.5", "两千三百零五减五 | 2300", "百分之十五乘八十 | 12",
      "80的百分之15 | 12", "百分之十五的八十 | 12", "五分之二加一 | 1.4", "三点五乘二 | 7", "二的十次方 | 1024", "五的平方 | 25",
      "根号十六 | 4", "十六的平方根 | 4", "负五加七 | 2", "3加5 | 8", "一万二千加三 | 12003", "1.5万乘2 | 30000", "3 + 5 | 8"})
  void mandarin_workedOut_hasItsValue(String sum, String value) {
    assertThat(Figures.of(Sum.valueOf(sum))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "love", "1 +", "* 2", "(1", "1)", "1 2 x", "1..2", "爱", "一加爱", "1e5", "sqrt", "%", "3加"})
  void noSum_workedOut_isRefused(String sum) {
    assertThatThrownBy(() -> Sum.valueOf(sum)).isInstanceOfSatisfying(SumException.class,
        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_A_SUM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 / 0", "sqrt(-1)", "0 ^ -1", "1 / (2 - 2)"})
  void undefined_workedOut_isRefused(String sum) {
    assertThatThrownBy(() -> Sum.valueOf(sum)).isInstanceOfSatisfying(SumException.class,
        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNDEFINED));
  }

  @Test
  void boundsExceeded_workedOut_isRefusedAtOnce() {
    for (String sum : new String[] {"9^9^9", "10^1001", "2^0.3", "10^100 * 10^100", "(".repeat(100) + "1",
        "-".repeat(150) + "1", "1+".repeat(150) + "1", "9".repeat(100), "(10^60)^1000"}) {
      assertThatThrownBy(() -> Sum.valueOf(sum)).as(sum).isInstanceOfSatisfying(SumException.class,
          refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    }
  }

  @Test
  void anyText_workedOut_hasAValueOrAReason() {
    long seed = Long.getLong("seed", 20_260_101L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String[] parts = {"1", "2.5", "+", "-", "*", "/", "^", "%", "(", ")", " ", "sqrt", "百分之", "三", "万", "亿", "点", "加",
        "的", "平方", "two", "hundred", "million", "point", "and", "percent of", ",", "?", "x", "\0", "😀"};
    int values = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sum = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        sum.append(parts[random.nextInt(parts.length)]);
      }
      try {
        assertThat(Figures.of(Sum.valueOf(sum.toString()))).isNotBlank();
        values++;
      } catch (SumException e) {
        assertThat(e.reason()).isNotNull();
      }
    }
    assertThat(values).isPositive();
  }
}
