package io.xiaozhimesh.vad;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.NullAudioPlayer;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sound.sampled.AudioFormat;

/** Speech at 16 kHz, synthesised on the spot, so that the tests need no recording. */
public final class SpokenSound {

  private static final Map<String, short[]> SAID = new ConcurrentHashMap<>();

  private SpokenSound() {
  }

  /** The words, spoken. */
  public static short[] say(String words) {
    return SAID.computeIfAbsent(words, SpokenSound::synthesise).clone();
  }

  /** Sounds one after the other. */
  public static short[] joined(short[]... parts) {
    int length = 0;
    for (short[] part : parts) {
      length += part.length;
    }
    short[] all = new short[length];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Silence. */
  public static short[] silence(int ms) {
    return new short[16 * ms];
  }

  private static synchronized short[] synthesise(String words) {
    System.setProperty("freetts.voices", "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
    Voice voice = VoiceManager.getInstance().getVoice("kevin16");
    voice.allocate();
    Recorder recorder = new Recorder();
    voice.setAudioPlayer(recorder);
    voice.speak(words);
    voice.deallocate();
    byte[] bytes = recorder.out.toByteArray();
    short[] pcm = new short[bytes.length / 2];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xFF);
    }
    return pcm;
  }

  /** Keeps what the synthesiser plays: 16-bit big-endian. */
  private static final class Recorder extends NullAudioPlayer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

    @Override
    public boolean write(byte[] bytes, int offset, int size) {
      out.write(bytes, offset, size);
      return true;
    }

    @Override
    public void setAudioFormat(AudioFormat now) {
      super.setAudioFormat(now);
      format = now;
    }
  }
}
