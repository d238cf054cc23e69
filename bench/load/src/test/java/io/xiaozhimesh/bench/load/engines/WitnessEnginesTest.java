package io.xiaozhimesh.bench.load.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.bench.device.SpeechClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the engines of the failover benchmark can tell, through Opus as devices and tts make it. */
class WitnessEnginesTest {

  private static final long SEED = Long.getLong("mesh.seed", 7);

  private final WordSpotter spotter = new WordSpotter(SpokenWords.all());

  private static short[] heard(List<byte[]> packets) {
    short[] pcm = new short[packets.size() * ToneCode.FRAME_SAMPLES];
    try (OpusDecoder decoder = OpusCodec.detect().decoder(ToneCode.SAMPLE_RATE_HZ)) {
      for (int i = 0; i < packets.size(); i++) {
        short[] frame = decoder.decode(packets.get(i));
        System.arraycopy(frame, 0, pcm, i * ToneCode.FRAME_SAMPLES, frame.length);
      }
    }
    return pcm;
  }

  private static short[] spoken(List<String> words) {
    return heard(SpeechClip.of("words", SpokenWords.sentence(words)).packets());
  }

  @Test
  void words_throughOpus_areAllFoundInOrder() {
    System.out.println("mesh.seed=" + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 12; i++) {
      List<String> words = new ArrayList<>(SpokenWords.all());
      Collections.shuffle(words, random);
      words = words.subList(0, 6);
      assertThat(spotter.words(spoken(words))).isEqualTo(words);
    }
  }

  @Test
  void wordSaidTwice_isFoundTwice_andOneThatWasCutIsNot() {
    assertThat(spotter.words(spoken(List.of("melody", "melody", "potato")))).containsExactly("melody", "melody", "potato");
    short[] whole = spoken(List.of("volcano", "telephone", "october"));
    int third = whole.length / 3;
    short[] cut = new short[whole.length - third];
    System.arraycopy(whole, 0, cut, 0, third);
    System.arraycopy(whole, 2 * third, cut, third, whole.length - 2 * third);
    assertThat(spotter.words(cut)).doesNotContain("telephone");
    assertThat(spotter.words(new short[16_000])).isEmpty();
  }

  @Test
  void sentenceOfTones_throughOpus_isReadPacketByPacket() {
    for (String sentence : Teller.answer("banana volcano library weather potato melody")) {
      short[] sound = ToneCode.sound(sentence);
      List<byte[]> packets = new ArrayList<>();
      try (OpusEncoder encoder = OpusCodec.detect().encoder(ToneCode.SAMPLE_RATE_HZ, 60, 3, false)) {
        for (int at = 0; at < sound.length; at += ToneCode.FRAME_SAMPLES) {
          packets.add(encoder.encode(sound, at));
        }
      }
      short[] heard = heard(packets);
      List<Integer> read = new ArrayList<>();
      for (int at = 0; at < heard.length; at += ToneCode.FRAME_SAMPLES) {
        read.add(ToneCode.read(heard, at));
      }
      assertThat(read).isEqualTo(ToneCode.symbols(sentence));
    }
    assertThat(ToneCode.read(new short[ToneCode.FRAME_SAMPLES], 0)).isEqualTo(ToneCode.SILENCE);
    assertThat(ToneCode.read(Arrays.copyOf(ToneCode.sound("x"), 960), 0)).isEqualTo(ToneCode.symbols("x").get(0));
  }
}
