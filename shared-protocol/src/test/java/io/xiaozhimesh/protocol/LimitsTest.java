package io.xiaozhimesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void everyLimit_isPositiveAndSaysItsUnit() throws IllegalAccessException {
    assertThat(Limits.class.getFields()).isNotEmpty();
    for (Field field : Limits.class.getFields()) {
      assertThat(field.getInt(null)).as(field.getName()).isPositive();
      assertThat(field.getName()).matches("[A-Z_]+_(BYTES|CHARS|PACKETS|DEPTH)_MAX");
    }
  }

  @Test
  void limits_fitIntoEachOther() {
    assertThat(Limits.OPUS_PACKET_BYTES_MAX).isGreaterThanOrEqualTo(6 * 1275);
    assertThat(Limits.DEVICE_BINARY_BYTES_MAX).isGreaterThan(Limits.OPUS_PACKET_BYTES_MAX);
    assertThat(Limits.BUS_PAYLOAD_BYTES_MAX).isGreaterThan(Limits.OPUS_PACKET_BYTES_MAX);
    assertThat(Limits.DEVICE_TEXT_BYTES_MAX).isGreaterThan(Limits.DOWNLINK_TEXT_BYTES_MAX);
    assertThat(Limits.SENTENCE_CHARS_MAX * 4).isLessThan(Limits.DOWNLINK_TEXT_BYTES_MAX);
    assertThat(Limits.TRANSCRIPT_CHARS_MAX).isGreaterThan(Limits.SENTENCE_CHARS_MAX);
  }
}
