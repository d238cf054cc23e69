package io.xiaozhimesh.bench.device.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PacketFramingTest {

  private static final String PAYLOAD = "f8fffe0102030405060708090a0b0c0d0e0f1011";
  private static final byte[] PACKET = HexFormat.of().parseHex(PAYLOAD);

  @Test
  void version1_packet_staysBare() {
    assertThat(PacketFraming.V1.wrap(PACKET, 1234)).isEqualTo(PACKET);
    assertThat(PacketFraming.V1.unwrap(PACKET)).contains(PACKET);
  }

  @Test
  void version2_packet_hasSixteenBytesBefore() {
    byte[] message = PacketFraming.V2.wrap(PACKET, 1234);
    assertThat(HexFormat.of().formatHex(message)).isEqualTo("0002000000000000000004d200000014" + PAYLOAD);
    assertThat(PacketFraming.V2.unwrap(message)).contains(PACKET);
  }

  @Test
  void version3_packet_hasFourBytesBefore() {
    byte[] message = PacketFraming.V3.wrap(PACKET, 0);
    assertThat(HexFormat.of().formatHex(message)).isEqualTo("00000014" + PAYLOAD);
    assertThat(PacketFraming.V3.unwrap(message)).contains(PACKET);
  }

  @Test
  void wrongOrMissingSize_message_isDropped() {
    byte[] longer = PacketFraming.V3.wrap(PACKET, 0);
    longer[3]++;
    assertThat(PacketFraming.V3.unwrap(longer)).isEmpty();
    assertThat(PacketFraming.V2.unwrap(new byte[15])).isEmpty();
    assertThat(PacketFraming.V3.unwrap(new byte[0])).isEmpty();
  }

  @Test
  void unknownVersion_request_saysWhatItShouldBe() {
    assertThatThrownBy(() -> PacketFraming.ofVersion(4)).hasMessage("protocol version is 4, should be 1, 2 or 3");
    assertThat(PacketFraming.ofVersion(2)).isEqualTo(PacketFraming.V2);
  }
}
