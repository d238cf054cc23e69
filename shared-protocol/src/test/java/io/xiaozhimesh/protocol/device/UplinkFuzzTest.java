package io.xiaozhimesh.protocol.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.device.UplinkMessage.Abort;
import io.xiaozhimesh.protocol.device.UplinkMessage.ListenDetect;
import io.xiaozhimesh.protocol.device.UplinkMessage.ListenText;
import io.xiaozhimesh.protocol.device.UplinkMessage.Mcp;
import java.nio.charset.StandardCharsets;

/** Fuzzes with {@code JAZZER_FUZZ=1}; otherwise replays the seeds. */
class UplinkFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytes_areUnderstoodOrIgnored(byte[] bytes) {
    UplinkMessage message = UplinkParser.parse(bytes);
    assertThat(message).isNotNull();
    if (message instanceof ListenText m) {
      expectClean(m.text());
    } else if (message instanceof ListenDetect m) {
      expectClean(m.text());
    } else if (message instanceof Abort m) {
      expectClean(m.reason());
    } else if (message instanceof Mcp m) {
      assertThat(UplinkParser.parse("{\"type\":\"mcp\",\"payload\":" + m.payloadJson() + "}")).isInstanceOf(Mcp.class);
    }
  }

  @FuzzTest(maxDuration = "60s")
  void anyBytes_unwrapToWhatWrapsBack(byte[] bytes) {
    for (BinaryFraming framing : BinaryFraming.values()) {
      framing.unwrap(bytes).ifPresent(frame -> {
        assertThat(frame.opus().length()).isBetween(1, Limits.OPUS_PACKET_BYTES_MAX);
        byte[] again = framing.wrap(frame.opus().array(), frame.timestampMs());
        assertThat(framing.unwrap(again)).contains(frame);
      });
    }
  }

  private static void expectClean(String text) {
    assertThat(text.length()).isLessThanOrEqualTo(Limits.TRANSCRIPT_CHARS_MAX);
    assertThat(text.chars()).noneMatch(Character::isISOControl);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
  }
}
