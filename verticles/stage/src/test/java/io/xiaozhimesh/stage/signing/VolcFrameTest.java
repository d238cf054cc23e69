package io.xiaozhimesh.stage.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class VolcFrameTest {

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** The byte table of https://www.volcengine.com/docs/6561/1329505, "StartConnection". */
  @Test
  void startConnection_encoded_hasThePublishedBytes() {
    assertThat(hex(VolcFrame.event(VolcFrame.START_CONNECTION, "", "{}").encode()))
        .isEqualTo("11141000" + "00000001" + "00000002" + "7b7d");
  }

  @Test
  void sessionEvent_encoded_carriesItsId() {
    assertThat(hex(VolcFrame.event(100, "ab", "{}").encode()))
        .isEqualTo("11141000" + "00000064" + "00000002" + "6162" + "00000002" + "7b7d");
  }

  @Test
  void sound_encoded_saysWhetherItIsTheLast() {
    assertThat(hex(VolcFrame.audio(new byte[] {1, 2}, false, false).encode())).isEqualTo("11200000" + "00000002" + "0102");
    assertThat(hex(VolcFrame.audio(new byte[] {1, 2}, true, false).encode())).isEqualTo("11220000" + "00000002" + "0102");
  }

  @Test
  void serverSound_decoded_hasEventIdAndBytes() {
    VolcFrame frame = VolcFrame.decode(bytes("11b40000 00000160 00000002 6162 00000003 010203"));

    assertThat(frame.type()).isEqualTo(VolcFrame.SERVER_AUDIO);
    assertThat(frame.hasEvent()).isTrue();
    assertThat(frame.number()).isEqualTo(352);
    assertThat(frame.id()).isEqualTo("ab");
    assertThat(frame.payload()).containsExactly(1, 2, 3);
  }

  @Test
  void lastResponse_decoded_hasItsNegativeSequence() {
    VolcFrame frame = VolcFrame.decode(bytes("11931000 fffffffe 00000002 7b7d"));

    assertThat(frame.isLast()).isTrue();
    assertThat(frame.number()).isEqualTo(-2);
    assertThat(frame.text()).isEqualTo("{}");
  }

  @Test
  void error_decoded_hasItsCode() {
    VolcFrame frame = VolcFrame.decode(bytes("11f01000 02aea541 00000002 7b7d"));

    assertThat(frame.type()).isEqualTo(VolcFrame.ERROR);
    assertThat(frame.errorCode()).isEqualTo(45_000_001);
  }

  @Test
  void longerHeader_decoded_isPassedOver() {
    assertThat(VolcFrame.decode(bytes("12901000 00000000 00000002 7b7d")).text()).isEqualTo("{}");
  }

  @Test
  void compressed_roundTrip_isEqual() {
    String text = "{\"a\":\"" + "字".repeat(1_000) + "\"}";
    byte[] wire = VolcFrame.request(text, true).encode();

    assertThat(wire.length).isLessThan(200);
    assertThat(VolcFrame.decode(wire).text()).isEqualTo(text);
  }

  @Test
  void everyPrefix_decoded_isRefused() {
    byte[] wire = VolcFrame.event(352, "session", "{\"a\":1}").encode();
    for (int length = 0; length < wire.length; length++) {
      byte[] cut = Arrays.copyOf(wire, length);
      assertThatThrownBy(() -> VolcFrame.decode(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void bomb_decoded_isRefused() {
    byte[] wire = new VolcFrame(VolcFrame.SERVER_RESPONSE, VolcFrame.PLAIN, true, true, 0, "", 0,
        new byte[VolcFrame.PAYLOAD_BYTES_MAX + 1]).encode();

    assertThatThrownBy(() -> VolcFrame.decode(wire)).hasMessageContaining("too long");
  }

  @Test
  void wronglyCompressed_decoded_isRefused() {
    byte[] wire = VolcFrame.request("{}", false).encode();
    wire[2] = 0x11;

    assertThatThrownBy(() -> VolcFrame.decode(wire)).isInstanceOf(IllegalArgumentException.class);
    assertThat(wire).endsWith("{}".getBytes(StandardCharsets.UTF_8));
  }
}
