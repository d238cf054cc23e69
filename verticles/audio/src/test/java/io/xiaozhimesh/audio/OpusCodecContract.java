package io.xiaozhimesh.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every codec must do. */
abstract class OpusCodecContract {

  abstract OpusCodec codec();

  @ParameterizedTest
  @CsvSource({"8000,20", "16000,20", "16000,40", "16000,60", "24000,60", "48000,20"})
  void tone_encodedAndDecoded_keepsItsLevelAndLength(int rate, int frameMs) {
    short[] in = Sounds.sine(300, rate, rate, 9_000);
    List<byte[]> packets = encode(codec(), in, rate, frameMs, false);
    packets.forEach(p -> assertThat(OpusPacket.parse(p).orElseThrow().durationMs()).isEqualTo(frameMs));
    short[] out = decode(codec(), packets, rate);
    assertThat(out).hasSize(packets.size() * rate / 1000 * frameMs);
    assertThat(Sounds.rms(out)).isBetween(9_000 / Math.sqrt(2) * 0.8, 9_000 / Math.sqrt(2) * 1.2);
  }

  @Test
  void silence_encodedWithDtx_becomesTinyPacketsThatDecodeToQuiet() {
    List<byte[]> packets = encode(codec(), new short[16_000 * 3], 16_000, 60, true);
    assertThat(packets).filteredOn(p -> p.length == 1).isNotEmpty();
    assertThat(Sounds.rms(decode(codec(), packets, 16_000))).isLessThan(50);
    assertThat(decode(codec(), packets, 16_000)).hasSize(packets.size() * 960);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 12_000, 16_000, 24_000, 48_000})
  void hybridPackets_decodedAtAnyRate_keepTheSpeech(int rate) throws OpusException {
    short[] out;
    try (OpusDecoder decoder = codec().decoder(rate)) {
      out = decodeAll(decoder, hybridPackets(Sounds.buzz(48_000, 48_000, 2)));
    }
    short[] in = Sounds.buzz(48_000, 48_000, 2);
    assertThat(out).hasSize(rate);
    assertThat(Sounds.rms(out)).isBetween(Sounds.rms(in) * 0.7, Sounds.rms(in) * 1.3);
  }

  @Test
  void stereoPackets_decoded_areMixedDown() throws OpusException {
    var encoder = new io.github.jaredmdobson.concentus.OpusEncoder(16_000, 2,
        OpusApplication.OPUS_APPLICATION_AUDIO);
    short[] tone = Sounds.sine(300, 16_000, 16_000, 9_000);
    List<byte[]> packets = new ArrayList<>();
    byte[] scratch = new byte[4_000];
    for (int at = 0; at + 320 <= tone.length; at += 320) {
      short[] both = new short[640];
      for (int i = 0; i < 320; i++) {
        both[2 * i] = tone[at + i];
        both[2 * i + 1] = tone[at + i];
      }
      packets.add(Arrays.copyOf(scratch, encoder.encode(both, 0, 320, scratch, 0, scratch.length)));
    }
    short[] out = decode(codec(), packets, 16_000);
    assertThat(out).hasSize(16_000);
    assertThat(Sounds.rms(out)).isBetween(5_000.0, 7_500.0);
  }

  @Test
  void twoFramesOf60Ms_inOnePacket_decodeTo120Ms() {
    List<byte[]> single = encode(codec(), Sounds.buzz(16_000, 9_600, 4), 16_000, 60, false);
    byte[] a = single.get(3);
    byte[] b = single.get(4);
    byte[] both = new byte[a.length + b.length + (a.length - 1 < 252 ? 0 : 1)];
    both[0] = (byte) (a[0] | 2);
    both[1] = (byte) (a.length - 1);
    System.arraycopy(a, 1, both, 2, a.length - 1);
    System.arraycopy(b, 1, both, a.length + 1, b.length - 1);
    try (OpusDecoder decoder = codec().decoder(16_000)) {
      assertThat(decoder.decode(both)).hasSize(1_920);
      assertThat(decoder.damagedPackets()).isZero();
    }
  }

  @Test
  void brokenPackets_decoded_areConcealedCountedAndForgotten() {
    List<byte[]> good = encode(codec(), Sounds.buzz(16_000, 32_000, 4), 16_000, 60, false);
    try (OpusDecoder decoder = codec().decoder(16_000)) {
      decodeAll(decoder, good.subList(0, 10));
      assertThat(decoder.decode(new byte[0])).isEmpty();
      assertThat(decoder.damagedPackets()).isZero();
      assertThat(decoder.decode(new byte[1_500])).as("a frame above 1275 bytes").hasSize(960);
      assertThat(decoder.decode(new byte[] {(byte) 0xFF})).hasSize(960);
      assertThat(decoder.damagedPackets()).isEqualTo(2);
      short[] after = decodeAll(decoder, good.subList(10, 30));
      assertThat(Sounds.rms(after)).isGreaterThan(1_000);
    }
  }

  @Test
  void randomAndFlippedBytes_decoded_neverThrow() {
    SplittableRandom random = new SplittableRandom(77);
    List<byte[]> good = encode(codec(), Sounds.buzz(16_000, 32_000, 4), 16_000, 60, false);
    try (OpusDecoder decoder = codec().decoder(16_000)) {
      for (int i = 0; i < 3_000; i++) {
        byte[] packet = i % 2 == 0 ? new byte[1 + random.nextInt(100)] : good.get(i % good.size()).clone();
        if (i % 2 == 0) {
          random.nextBytes(packet);
        } else {
          packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
        }
        assertThat(decoder.decode(packet).length).as("seed 77, %d", i).isBetween(1, 1_920);
      }
      assertThat(decoder.damagedPackets()).isPositive();
    }
  }

  @Test
  void lostPacket_concealed_fillsTheGapWithWhatWasHeard() {
    List<byte[]> good = encode(codec(), Sounds.sine(200, 16_000, 16_000, 9_000), 16_000, 60, false);
    try (OpusDecoder decoder = codec().decoder(16_000)) {
      decodeAll(decoder, good);
      short[] gap = decoder.conceal(60);
      assertThat(gap).hasSize(960);
      assertThat(Sounds.rms(gap)).isGreaterThan(500);
      assertThat(decoder.conceal(120)).hasSize(1_920);
    }
  }

  @Test
  void closedTwice_nothing_happens() {
    OpusDecoder decoder = codec().decoder(16_000);
    decoder.close();
    decoder.close();
    OpusEncoder encoder = codec().encoder(16_000, 60, 0, true);
    encoder.close();
    encoder.close();
  }

  @Test
  void impossibleRates_asked_areRefused() {
    assertThatThrownBy(() -> codec().decoder(11_025)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec().encoder(44_100, 60, 0, false)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooFewSamples_encoded_areRefusedBeforeTheyAreRead() {
    try (OpusEncoder encoder = codec().encoder(16_000, 60, 0, false)) {
      assertThatThrownBy(() -> encoder.encode(new short[959], 0)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> encoder.encode(new short[1_000], 100)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void warmUp_anyCodec_completes() {
    codec().warmUp(16_000, 20);
    assertThat(CodecTrial.passes(codec())).isTrue();
  }

  static List<byte[]> encode(OpusCodec codec, short[] pcm, int rate, int frameMs, boolean dtx) {
    List<byte[]> packets = new ArrayList<>();
    try (OpusEncoder encoder = codec.encoder(rate, frameMs, 0, dtx)) {
      for (int at = 0; at + encoder.frameSamples() <= pcm.length; at += encoder.frameSamples()) {
        packets.add(encoder.encode(pcm, at));
      }
    }
    return packets;
  }

  static short[] decode(OpusCodec codec, List<byte[]> packets, int rate) {
    try (OpusDecoder decoder = codec.decoder(rate)) {
      return decodeAll(decoder, packets);
    }
  }

  static short[] decodeAll(OpusDecoder decoder, List<byte[]> packets) {
    return Sounds.joined(packets.stream().map(decoder::decode).toList());
  }

  static List<byte[]> hybridPackets(short[] pcm48k) throws OpusException {
    var encoder = new io.github.jaredmdobson.concentus.OpusEncoder(48_000, 1,
        OpusApplication.OPUS_APPLICATION_VOIP);
    encoder.setForceMode(io.github.jaredmdobson.concentus.OpusMode.MODE_HYBRID);
    encoder.setBitrate(32_000);
    List<byte[]> packets = new ArrayList<>();
    byte[] scratch = new byte[4_000];
    for (int at = 0; at + 960 <= pcm48k.length; at += 960) {
      packets.add(Arrays.copyOf(scratch, encoder.encode(pcm48k, at, 960, scratch, 0, scratch.length)));
    }
    assertThat(packets).filteredOn(OpusPacket::isHybrid).hasSizeGreaterThan(40);
    return packets;
  }
}
