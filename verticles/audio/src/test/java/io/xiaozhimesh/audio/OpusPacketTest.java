package io.xiaozhimesh.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusPacketTest {

  @ParameterizedTest
  @CsvSource({"0,SILK,10000", "3,SILK,60000", "11,SILK,60000", "12,HYBRID,10000", "15,HYBRID,20000", "16,CELT,2500",
      "23,CELT,20000", "31,CELT,20000"})
  void eachConfiguration_parsed_hasItsModeAndFrameLength(int config, OpusPacket.Mode mode, int frameUs) {
    OpusPacket packet = OpusPacket.parse(new byte[] {(byte) (config << 3), 1, 2}).orElseThrow();
    assertThat(packet).isEqualTo(new OpusPacket(mode, 1, 1, frameUs));
  }

  @Test
  void oneByteOfSilence_parsed_lasts60Ms() {
    OpusPacket packet = OpusPacket.parse(new byte[] {(byte) (11 << 3)}).orElseThrow();
    assertThat(packet.durationMs()).isEqualTo(60);
    assertThat(packet.samples(16_000)).isEqualTo(960);
  }

  @Test
  void stereoBit_parsed_meansTwoChannels() {
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 4), 0}).orElseThrow().channels()).isEqualTo(2);
  }

  @Test
  void severalFrames_parsed_addUp() {
    assertThat(OpusPacket.parse(new byte[] {(byte) (11 << 3 | 1), 7, 8}).orElseThrow().durationMs()).isEqualTo(120);
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 2), 1, 7, 8}).orElseThrow().durationMs()).isEqualTo(40);
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 3), 5, 1, 2, 3, 4, 5}).orElseThrow().durationMs())
        .isEqualTo(100);
    byte[] padded = {(byte) (9 << 3 | 3), (byte) (0x40 | 2), 1, 1, 2, 0};
    assertThat(OpusPacket.parse(padded).orElseThrow().frames()).isEqualTo(2);
  }

  @Test
  void brokenPackets_parsed_areRefused() {
    assertThat(OpusPacket.parse(new byte[0])).isEmpty();
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 1), 1, 2, 3})).as("two unequal halves").isEmpty();
    assertThat(OpusPacket.parse(new byte[1_277])).as("a frame above 1275 bytes").isEmpty();
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 2), 9, 1})).as("first frame past the end").isEmpty();
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 3)})).as("no count").isEmpty();
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 3), 0, 1})).as("no frame").isEmpty();
    assertThat(OpusPacket.parse(new byte[] {(byte) (11 << 3 | 3), 3, 1, 2, 3})).as("180 ms").isEmpty();
    assertThat(OpusPacket.parse(new byte[] {(byte) (9 << 3 | 3), 0x41, (byte) 255})).as("endless padding").isEmpty();
  }

  @Test
  void randomBytes_parsed_neverThrowAndNeverExceed120Ms() {
    long seed = 20_260_101;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      Optional<OpusPacket> packet = OpusPacket.parse(bytes);
      assertThat(packet.map(OpusPacket::durationUs).orElse(1)).as("seed %d, %d", seed, i).isBetween(1, 120_000);
    }
  }
}
