package io.xiaozhimesh.tts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavStreamTest {

  private static final short[] SOUND = {1, -2, 300, -400, 32_767, -32_768, 7};

  /** A stream as a program writes it to a pipe: with a size that it does not know, and a chunk that nobody needs. */
  private static byte[] stream(int channels, int bits) {
    ByteBuffer out = ByteBuffer.allocate(12 + 24 + 11 + 1 + 8 + SOUND.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes()).putInt(0x7ffff024).put("WAVE".getBytes());
    out.put("fmt ".getBytes()).putInt(16).putShort((short) 1).putShort((short) channels).putInt(22_050).putInt(44_100);
    out.putShort((short) 2).putShort((short) bits);
    out.put("LIST".getBytes()).putInt(3).put(new byte[4]);
    out.put("data".getBytes()).putInt(0x7ffff000);
    for (short s : SOUND) {
      out.putShort(s);
    }
    return out.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 13, 44, 1_000})
  void stream_cutAnywhere_isReadWhole(int cut) {
    WavStream wav = new WavStream();
    byte[] bytes = stream(1, 16);
    Silence.Samples all = new Silence.Samples();
    for (int at = 0; at < bytes.length; at += cut) {
      short[] pcm = wav.accept(bytes, at, Math.min(cut, bytes.length - at));
      all.add(pcm, 0, pcm.length);
    }

    assertThat(all.takeAll()).isEqualTo(SOUND);
    assertThat(wav.sampleRateHz()).isEqualTo(22_050);
  }

  @Test
  void otherBytes_areRefused() {
    byte[] json = "{\"error\":\"no sound for you\"}".getBytes();

    assertThatThrownBy(() -> new WavStream().accept(json, 0, json.length))
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.PROVIDER_FAILED));
  }

  @Test
  void stereoOrEightBits_areRefused() {
    byte[] stereo = stream(2, 16);
    byte[] bytes = stream(1, 8);

    assertThatThrownBy(() -> new WavStream().accept(stereo, 0, stereo.length)).isInstanceOf(MeshException.class);
    assertThatThrownBy(() -> new WavStream().accept(bytes, 0, bytes.length)).isInstanceOf(MeshException.class);
  }

  @Test
  void endlessHeader_isRefused() {
    byte[] endless = Arrays.copyOf(stream(1, 16), 6_000);
    ByteBuffer.wrap(endless).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 1_000_000);

    assertThatThrownBy(() -> new WavStream().accept(endless, 0, endless.length)).isInstanceOf(MeshException.class);
  }
}
