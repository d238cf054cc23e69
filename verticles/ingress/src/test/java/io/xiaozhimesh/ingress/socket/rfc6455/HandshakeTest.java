package io.xiaozhimesh.ingress.socket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandshakeTest {

  @Test
  void accept_isTheExampleOfTheRfc() {
    assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void listHeader_namesItsWordsOnly() {
    assertThat(Handshake.names("Upgrade", "upgrade")).isTrue();
    assertThat(Handshake.names("keep-alive, Upgrade", "upgrade")).isTrue();
    assertThat(Handshake.names("keep-alive,upgraded", "upgrade")).isFalse();
    assertThat(Handshake.names(null, "upgrade")).isFalse();
  }

  @Test
  void key_mustBeThereAndBounded() {
    assertThat(Handshake.isKey("dGhlIHNhbXBsZSBub25jZQ==")).isTrue();
    assertThat(Handshake.isKey(null)).isFalse();
    assertThat(Handshake.isKey(" ")).isFalse();
    assertThat(Handshake.isKey("x".repeat(129))).isFalse();
  }
}
