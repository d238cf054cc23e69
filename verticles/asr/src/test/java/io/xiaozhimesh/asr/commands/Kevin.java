package io.xiaozhimesh.asr.commands;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.NullAudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/** A synthetic speaker: FreeTTS' kevin16, 16 kHz. One thread at a time. */
final class Kevin extends NullAudioPlayer {

  private static final String VOICES = "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory";

  private final Voice voice;
  private final ByteArrayOutputStream spoken = new ByteArrayOutputStream();
  private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

  Kevin() {
    System.setProperty("freetts.voices", VOICES);
    voice = VoiceManager.getInstance().getVoice("kevin16");
    voice.setAudioPlayer(this);
    voice.allocate();
  }

  /** The samples of these words. */
  short[] say(String words) {
    spoken.reset();
    voice.speak(words);
    byte[] bytes = spoken.toByteArray();
    short[] samples = new short[bytes.length / 2];
    ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(samples);
    return samples;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    spoken.write(bytes, offset, length);
    return true;
  }

  @Override
  public void setAudioFormat(AudioFormat wanted) {
    super.setAudioFormat(wanted);
    format = wanted;
  }
}
