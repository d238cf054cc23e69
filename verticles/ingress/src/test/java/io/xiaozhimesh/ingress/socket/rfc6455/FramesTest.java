package io.xiaozhimesh.ingress.socket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {

  @ParameterizedTest
  @CsvSource({"0,8200", "125,827d", "126,827e007e", "65535,827effff", "65536,827f0000000000010000"})
  void header_hasTheShortestLength(int payloadBytes, String hex) {
    assertThat(HexFormat.of().formatHex(Frames.binaryHeader(payloadBytes))).isEqualTo(hex);
  }

  @Test
  void textHeader_saysText() {
    assertThat(Frames.textHeader(1)).containsExactly(0x81, 1);
  }

  @Test
  void close_hasCodeAndReason_withinAControlFrame() {
    assertThat(HexFormat.of().formatHex(Frames.close(1001, "bye"))).isEqualTo("880503e9627965");
    assertThat(Frames.close(1001, "x".repeat(500))).hasSize(2 + 125);
    assertThat(HexFormat.of().formatHex(Frames.close(CloseCodes.NONE, "unsaid"))).isEqualTo("8800");
  }

  @Test
  void statement45_pong_carriesThePayload() {
    assertThat(Frames.pong(new byte[] {1, 2})).containsExactly(0x8A, 2, 1, 2);
  }
}
