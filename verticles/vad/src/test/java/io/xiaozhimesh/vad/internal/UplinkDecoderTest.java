package io.xiaozhimesh.vad.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkDecoderTest {

  private final OpusCodec codec = OpusCodec.detect();
  private final UplinkDecoder decoder = new UplinkDecoder(codec.decoder(16_000));

  @AfterEach
  void close() {
    decoder.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 60})
  void packetsOfAnyLength_decoded_makeWindowsOfTheirLength(int packetMs) {
    int windows = 0;
    try (OpusEncoder encoder = codec.encoder(16_000, packetMs, 0, false)) {
      for (int i = 0; i < 16; i++) {
        windows += decoder.decode(encoder.encode(new short[encoder.frameSamples()], 0), 0).size();
        assertThat(decoder.packetMs()).isEqualTo(packetMs);
      }
    }
    assertThat(windows).isEqualTo(16 * packetMs * 16 / 512);
  }

  @Test
  void twoFramesInOnePacket_decoded_are120Ms() {
    byte silkOf60Ms = (byte) (11 << 3 | 1);
    assertThat(decoder.decode(new byte[] {silkOf60Ms}, 0)).hasSize(3);
    assertThat(decoder.packetMs()).isEqualTo(120);
  }

  @Test
  void lostPackets_decoded_areConcealedUpToFive() {
    byte[] packet = {(byte) (11 << 3)};
    decoder.decode(packet, 0);
    int whole = decoder.decode(packet, 2).size();
    assertThat(whole).as("three packets and the rest of the first").isEqualTo((960 * 4) / 512 - 1);
    UplinkDecoder other = new UplinkDecoder(codec.decoder(16_000));
    other.decode(packet, 0);
    assertThat(other.decode(packet, 10_000).size()).isEqualTo((960 * 7) / 512 - 1);
    other.close();
  }

  @Test
  void brokenPacket_decoded_isCountedAndKeepsTime() {
    decoder.decode(new byte[] {(byte) (11 << 3)}, 0);
    assertThat(decoder.decode(new byte[] {(byte) 0xFF, 0}, 0)).hasSize(2);
    assertThat(decoder.damagedPackets()).isEqualTo(1);
    assertThat(decoder.finish()).isPresent();
  }
}
