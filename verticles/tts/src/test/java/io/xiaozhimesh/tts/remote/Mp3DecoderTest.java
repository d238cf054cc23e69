package io.xiaozhimesh.tts.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp3DecoderTest {

  private static byte[] recording(String name) throws Exception {
    try (InputStream in = Mp3DecoderTest.class.getResourceAsStream("/sounds/" + name)) {
      return in.readAllBytes();
    }
  }

  private static List<Short> decoded(byte[] mp3, int pieceBytes) {
    Mp3Decoder decoder = new Mp3Decoder();
    List<Short> all = new ArrayList<>();
    for (int at = 0; at < mp3.length; at += pieceBytes) {
      for (short s : decoder.accept(Arrays.copyOfRange(mp3, at, Math.min(mp3.length, at + pieceBytes)))) {
        all.add(s);
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"mono-22050.mp3, 22050", "stereo-44100.mp3, 44100"})
  void recording_isHeardAtItsRate(String name, int rateHz) throws Exception {
    Mp3Decoder decoder = new Mp3Decoder();
    short[] pcm = decoder.accept(recording(name));

    assertThat(decoder.sampleRateHz()).isEqualTo(rateHz);
    assertThat(RecordingSink.rms(pcm)).isGreaterThan(500);
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "417", "100000"})
  void recording_cutAnywhere_soundsTheSame(int pieceBytes) throws Exception {
    byte[] mp3 = recording("mono-22050.mp3");

    assertThat(decoded(mp3, pieceBytes)).isEqualTo(decoded(mp3, 1_000));
  }

  @Test
  void tagBeforeTheSound_isPassedOver() throws Exception {
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    tagged.writeBytes(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 10});
    tagged.writeBytes(new byte[10]);
    tagged.writeBytes(recording("mono-22050.mp3"));

    assertThat(decoded(tagged.toByteArray(), 500)).isEqualTo(decoded(recording("mono-22050.mp3"), 500));
  }

  @Test
  void noise_isRefused() {
    byte[] noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    for (int i = 0; i < noise.length; i++) {
      noise[i] &= 0x7f;
    }

    assertThatThrownBy(() -> new Mp3Decoder().accept(noise)).isInstanceOf(MeshException.class);
  }
}
