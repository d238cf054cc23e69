package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirmwareVersionTest {

  private static FirmwareVersion version(String text) {
    return FirmwareVersion.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1.2.4,1.2.3", "1.10.0,1.9.9", "2,1.9.9", "1.2.3.0,1.2.3", "1.3-beta,1.2", "999999999,1"})
  void laterVersion_compared_isNewerAndNotTheOtherWayRound(String newer, String older) {
    assertThat(version(newer).isNewerThan(version(older))).isTrue();
    assertThat(version(older).isNewerThan(version(newer))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1.2.3,1.2.3", "1.2.3-beta,1.2.3", "1.02,1.2"})
  void sameNumbers_compared_areNeitherNewer(String one, String other) {
    assertThat(version(one).isNewerThan(version(other))).isFalse();
    assertThat(version(other).isNewerThan(version(one))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1.2", "1.", ".1", "1..2", "1.x", "-1", "1.9999999999", "1.2 3", "1/2", "１.２"})
  void textThatCrashesADevice_parsed_isNoVersion(String text) {
    assertThat(FirmwareVersion.parse(text)).isEmpty();
    assertThatThrownBy(() -> new FirmwareVersion(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void veryLongText_parsed_isNoVersion() {
    assertThat(FirmwareVersion.parse("1.".repeat(40) + "1")).isEmpty();
  }
}
