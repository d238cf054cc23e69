package io.xiaozhimesh.protocol.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.device.BinaryFraming.Frame;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryFramingTest {

  private static final String OPUS = "f8fffe0102030405060708090a0b0c0d0e0f1011";
  private static final byte[] PACKET = HexFormat.of().parseHex(OPUS);

  @ParameterizedTest
  @CsvSource({"1,''", "2,0002000000000000000004d200000014", "3,00000014"})
  void publishedVectors_wrapAndUnwrap(int version, String header) {
    BinaryFraming framing = BinaryFraming.version(version);
    byte[] message = HexFormat.of().parseHex(header + OPUS);
    assertThat(framing.wrap(PACKET, 1234)).isEqualTo(message);
    assertThat(framing.unwrap(message)).contains(new Frame(version == 2 ? 1234 : 0, Payload.wrap(PACKET)));
  }

  @Test
  void gatewayFrame_hasNoVersionInFront_isUnwrapped() {
    byte[] message = HexFormat.of().parseHex("0000000000000000ffffffff00000014" + OPUS);
    assertThat(BinaryFraming.V2.unwrap(message)).contains(new Frame(4_294_967_295L, Payload.wrap(PACKET)));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "00", "0002000000000000000004d2000000",
      "0002000000000000000004d200000014",
      "0002000000000000000004d200000015" + OPUS,
      "0002000000000000000004d200000013" + OPUS,
      "0002000000000000000004d2ffffffff" + OPUS,
      "0002000100000000000004d200000014" + OPUS})
  void statement58_v2WithWrongSizeOrType_isDropped(String hex) {
    assertThat(BinaryFraming.V2.unwrap(HexFormat.of().parseHex(hex))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "000000", "00000000", "00000013" + OPUS, "00000015" + OPUS, "01000014" + OPUS})
  void v3WithWrongSizeOrType_isDropped(String hex) {
    assertThat(BinaryFraming.V3.unwrap(HexFormat.of().parseHex(hex))).isEmpty();
  }

  @Test
  void statement57_emptyMessage_hasNoFrame() {
    assertThat(BinaryFraming.V1.unwrap(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void packetTooLargeOrEmpty_isRefused(BinaryFraming framing) {
    byte[] tooLarge = new byte[Limits.OPUS_PACKET_BYTES_MAX + 1];
    assertThatThrownBy(() -> framing.wrap(tooLarge, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> framing.wrap(new byte[0], 0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(BinaryFraming.V1.unwrap(tooLarge)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 4, 99})
  void unknownVersion_isSpokenAsOne(int version) {
    assertThat(BinaryFraming.version(version)).isEqualTo(BinaryFraming.V1);
  }

  @ParameterizedTest
  @EnumSource
  void statement59_everyPacket_comesBackFromItsFrame(BinaryFraming framing) {
    Random random = new Random(7);
    for (int size = 1; size <= Limits.OPUS_PACKET_BYTES_MAX; size += 1 + random.nextInt(300)) {
      byte[] opus = new byte[size];
      random.nextBytes(opus);
      long timestampMs = random.nextLong() & 0xFFFF_FFFFL;
      Frame expected = new Frame(framing == BinaryFraming.V2 ? timestampMs : 0, Payload.wrap(opus));
      assertThat(framing.unwrap(framing.wrap(opus, timestampMs))).contains(expected);
      assertThat(BinaryFraming.version(framing.version())).isEqualTo(framing);
    }
  }
}
