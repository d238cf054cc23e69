package io.xiaozhimesh.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("sound.wav");
  }

  @Test
  void written_readAgain_isEqual() throws IOException {
    Wav wav = new Wav(24_000, Sounds.buzz(24_000, 2_400, 5));
    wav.write(file);
    assertThat(Wav.read(file)).isEqualTo(wav).hasSameHashCodeAs(wav);
    assertThat(wav.durationMs()).isEqualTo(100);
    assertThat(wav).hasToString("Wav[100 ms at 24000 Hz]");
  }

  @Test
  void oddChunkBeforeTheSound_reading_skipsItsPadding() throws IOException {
    Files.write(file, riff(chunk("LIST", new byte[] {1, 2, 3}), format(1, 1, 16, 0), chunk("data", pcm(4, 5))));
    assertThat(Wav.read(file).pcm()).containsExactly(4, 5);
  }

  @Test
  void stereo_reading_isMixedDown() throws IOException {
    Files.write(file, riff(format(1, 2, 16, 0), chunk("data", pcm(100, 300, -100, -300))));
    assertThat(Wav.read(file).pcm()).containsExactly(200, -200);
  }

  @Test
  void extensibleFormatOfPcm_reading_isAccepted() throws IOException {
    Files.write(file, riff(format(0xFFFE, 1, 16, 1), chunk("data", pcm(9))));
    assertThat(Wav.read(file).pcm()).containsExactly(9);
  }

  @Test
  void extensibleFormatOfFloats_reading_isRefused() throws IOException {
    Files.write(file, riff(format(0xFFFE, 1, 16, 3), chunk("data", pcm(9))));
    assertThatThrownBy(() -> Wav.read(file)).isInstanceOf(IOException.class).hasMessageContaining("format 3");
  }

  @Test
  void dataLongerThanTheFile_reading_yieldsWhatIsThere() throws IOException {
    byte[] bytes = riff(format(1, 1, 16, 0), chunk("data", pcm(1, 2, 3)));
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(Wav.read(file).pcm()).containsExactly(1, 2);
  }

  @Test
  void dataOfUnknownLength_reading_yieldsWhatIsThere() throws IOException {
    byte[] bytes = riff(format(1, 1, 16, 0), chunk("data", pcm(1, 2, 3)));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 10, -1);
    Files.write(file, bytes);
    assertThat(Wav.read(file).pcm()).containsExactly(1, 2, 3);
  }

  @Test
  void everyTruncation_reading_yieldsSoundOrSaysWhatIsWrong() throws IOException {
    byte[] whole = riff(chunk("LIST", new byte[5]), format(1, 1, 16, 0), chunk("data", pcm(1, 2, 3)));
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        assertThat(Wav.read(file).pcm().length).isLessThan(3);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("sound.wav");
      }
    }
  }

  @Test
  void notForUs_reading_saysWhatItIs() throws IOException {
    Files.write(file, "ID3 something".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("is no RIFF/WAVE file");
    Files.write(file, riff(format(1, 1, 8, 0), chunk("data", pcm(1))));
    assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("8 bits");
    Files.write(file, riff(format(1, 0, 16, 0), chunk("data", pcm(1))));
    assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("0 channels");
    Files.write(file, riff(chunk("data", pcm(1))));
    assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("before its format");
    Files.write(file, riff(chunk("fmt ", new byte[8])));
    assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("8 bytes");
  }

  private static byte[] format(int tag, int channels, int bits, int subFormat) {
    ByteBuffer b = ByteBuffer.allocate(subFormat == 0 ? 16 : 40).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort((short) tag).putShort((short) channels).putInt(16_000).putInt(32_000).putShort((short) 2);
    b.putShort((short) bits);
    if (subFormat != 0) {
      b.putShort((short) 22).putShort((short) bits).putInt(4).putShort((short) subFormat);
    }
    return chunk("fmt ", b.array());
  }

  private static byte[] pcm(int... samples) {
    ByteBuffer b = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int s : samples) {
      b.putShort((short) s);
    }
    return b.array();
  }

  private static byte[] chunk(String id, byte[] body) {
    ByteBuffer b = ByteBuffer.allocate(8 + body.length + body.length % 2).order(ByteOrder.LITTLE_ENDIAN);
    return b.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(body.length).put(body).array();
  }

  private static byte[] riff(byte[]... chunks) {
    int length = 4 + Arrays.stream(chunks).mapToInt(c -> c.length).sum();
    ByteBuffer b = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(length);
    b.put("WAVE".getBytes(StandardCharsets.US_ASCII));
    for (byte[] chunk : chunks) {
      b.put(chunk);
    }
    return b.array();
  }
}
