package io.xiaozhimesh.protocol.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "aa:bb:cc:dd:ee:0f", "AA:BB:CC:DD:EE:0F", "aa-bb-cc-dd-ee-0f", "AA-bb-CC-dd-EE-0F", " aa:bb:cc:dd:ee:0f\t"})
  void macInAnySpelling_parsed_isLowerCaseWithColons(String sent) {
    DeviceId id = DeviceId.parse(sent).orElseThrow();

    assertThat(id.value()).isEqualTo("aa:bb:cc:dd:ee:0f");
    assertThat(id.isMac()).isTrue();
    assertThat(id).hasToString("aa:bb:cc:dd:ee:0f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_chat_7", "web_test_Device", "aa:bb-cc:dd-ee:ff", "aa:bb:cc:dd:ee", "a", "GG:00:00:00:00:00"})
  void opaqueId_parsed_staysAsSent(String sent) {
    DeviceId id = DeviceId.parse(sent).orElseThrow();

    assertThat(id.value()).isEqualTo(sent);
    assertThat(id.isMac()).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "   ", "a b", "a/b", "a|b", "ä", "a\nb", "<script>", "aa:bb:cc:dd:ee:ff'"})
  void noId_parsed_isEmpty(String sent) {
    assertThat(DeviceId.parse(sent)).isEmpty();
  }

  @Test
  void idOfTheGreatestLength_parsed_isAcceptedAndOneMoreIsNot() {
    assertThat(DeviceId.parse("x".repeat(128))).isPresent();
    assertThat(DeviceId.parse("x".repeat(129))).isEmpty();
  }

  @Test
  void idNotInNormalForm_constructed_isRefused() {
    assertThatThrownBy(() -> new DeviceId("AA:BB:CC:DD:EE:FF")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeviceId(null)).isInstanceOf(IllegalArgumentException.class);
  }
}
