package io.xiaozhimesh.plugins.builtin.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "5 miles | 5 | miles", "1,234.5kg | 1234.5 | kg", "-3 c | -3 | c", "twenty-five kilos | 25 | kilos",
      "a mile | 1 | mile", "an ounce | 1 | ounce", "half a mile | 0.5 | mile", "minus forty fahrenheit | -40 | fahrenheit",
      "two hundred and five square meters | 205 | square meters", "a hundred dollars | 100 | dollars",
      "三百公里 | 300 | 公里", "五千克 | 5 | 千克", "五千公里 | 5000 | 公里", "二两 | 2 | 两", "半斤 | 0.5 | 斤", "半个小时 | 0.5 | 小时",
      "零下五摄氏度 | -5 | 摄氏度", "1.5万美元 | 15000 | 美元", "一百块钱 | 100 | 块钱", "12 | 12 | ''"})
  void quantity_read_isNumberAndUnit(String text, String amount, String unit) {
    Quantity quantity = Quantity.of(text, name -> Units.find(name).isPresent()).orElseThrow();

    assertThat(quantity.amount()).isEqualByComparingTo(new BigDecimal(amount));
    assertThat(quantity.unit()).isEqualTo(unit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "miles", "公里", "half", "minus", "a"})
  void noNumber_read_isNothing(String text) {
    assertThat(Quantity.of(text, name -> Units.find(name).isPresent()).filter(q -> !q.unit().isEmpty())).isEmpty();
  }

  @Test
  void tooLong_read_isNothing() {
    assertThat(Quantity.of("9".repeat(Quantity.CHARS_MAX + 1), name -> true)).isEmpty();
    assertThat(Quantity.of("9".repeat(50), name -> true)).isEmpty();
    assertThat(Quantity.of("hundred ".repeat(12), name -> true)).isEmpty();
  }
}
