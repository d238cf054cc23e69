package io.xiaozhimesh.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs where libopus is installed, and compares it with Concentus both ways. */
class LibopusCodecTest extends OpusCodecContract {

  private final OpusCodec concentus = OpusCodec.named("concentus");

  @BeforeAll
  static void present() {
    assumeTrue(LibopusCodec.load().isPresent(), "libopus is not installed");
  }

  @Override
  OpusCodec codec() {
    return OpusCodec.named("libopus");
  }

  @Test
  void closed_usedAgain_isRefusedInsteadOfReadingFreedMemory() {
    OpusDecoder decoder = codec().decoder(16_000);
    OpusEncoder encoder = codec().encoder(16_000, 60, 0, true);
    decoder.close();
    encoder.close();
    assertThatThrownBy(() -> decoder.decode(new byte[] {0})).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> decoder.conceal(60)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> encoder.encode(new short[960], 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void complexityOutOfRange_asked_isRefused() {
    assertThatThrownBy(() -> codec().encoder(16_000, 60, 11, true)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void speechAt16kHz_decodedByEither_isTheSame() {
    List<byte[]> packets = encode(codec(), Sounds.buzz(16_000, 32_000, 11), 16_000, 60, false);
    short[] native16 = decode(codec(), packets, 16_000);
    assertThat(Sounds.snrDb(native16, decode(concentus, packets, 16_000), 0)).isGreaterThan(60);
  }

  @Test
  void encodedByConcentus_decodedByEither_isTheSame() {
    List<byte[]> packets = encode(concentus, Sounds.buzz(24_000, 48_000, 12), 24_000, 60, false);
    short[] native24 = decode(codec(), packets, 24_000);
    assertThat(Sounds.snrDb(native24, decode(concentus, packets, 24_000), 0)).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 24_000})
  void hybridPackets_decodedByConcentus_soundAsByLibopus(int rate) throws OpusException {
    List<byte[]> packets = hybridPackets(Sounds.buzz(48_000, 96_000, 13));
    short[] expected = decode(codec(), packets, rate);
    short[] actual = decode(concentus, packets, rate);
    assertThat(bestSnrDb(expected, actual)).isGreaterThan(15);
  }

  /** The best over small delays: the two bring 48 kHz down with filters of different delay. */
  private static double bestSnrDb(short[] expected, short[] actual) {
    double best = Double.NEGATIVE_INFINITY;
    for (int delay = 0; delay < 60; delay++) {
      short[] moved = Arrays.copyOfRange(actual, delay, actual.length);
      best = Math.max(best, Sounds.snrDb(expected, moved, 200));
    }
    return best;
  }
}
