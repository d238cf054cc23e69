package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngressSignTest {

  @Test
  void addressOfTheMachine_isAnnounced() {
    assertThat(IngressSign.url("10.0.0.1", 8_000)).isEqualTo("ws://10.0.0.1:8000/xiaozhi/v1/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.0.0.0", "::", "127.0.0.1", "localhost"})
  void addressThatSaysNothing_isLeftOpen(String host) {
    assertThat(IngressSign.url(host, 8_000)).isEmpty();
  }
}
