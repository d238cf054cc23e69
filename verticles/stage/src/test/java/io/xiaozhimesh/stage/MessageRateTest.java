package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageRateTest {

  private final MessageRate rate = new MessageRate();

  @Test
  void messages_areCountedOverASecondAtLeast() {
    assertThat(rate.perS(100, 0)).isZero();
    assertThat(rate.perS(150, 500)).isZero();
    assertThat(rate.perS(300, 2_000)).isEqualTo(100);
    assertThat(rate.perS(900, 2_500)).isEqualTo(100);
    assertThat(rate.perS(300, 3_000)).isZero();
  }
}
