package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

  private static final PublicAddress LOCAL = new PublicAddress("10.0.0.1", 8003);

  @Test
  void hostHeader_read_isTheAddressThatTheDeviceUsed() {
    assertThat(PublicAddress.of("mesh.local:8003", LOCAL)).isEqualTo(new PublicAddress("mesh.local", 8003));
    assertThat(PublicAddress.of("192.168.1.5", LOCAL)).isEqualTo(new PublicAddress("192.168.1.5", 80));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "[::1]:80", "a:b", "a:", "a:0", "a:65536", "a/b", "a b", "-a", "a:123456", "a\"b"})
  void headerThatNoDeviceCouldRead_read_isTheOtherAddress(String header) {
    assertThat(PublicAddress.of(header, LOCAL)).isEqualTo(LOCAL);
  }

  @Test
  void urls_made_leaveOutTheDefaultPort() {
    assertThat(LOCAL.http()).isEqualTo("http://10.0.0.1:8003");
    assertThat(LOCAL.webSocket(8000)).isEqualTo("ws://10.0.0.1:8000/xiaozhi/v1/");
    assertThat(new PublicAddress("h", 80).http()).isEqualTo("http://h");
    assertThat(LOCAL.webSocket(80)).isEqualTo("ws://10.0.0.1/xiaozhi/v1/");
  }
}
