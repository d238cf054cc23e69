package io.xiaozhimesh.asr.commands;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/** A synthetic speaker: FreeTTS' kevin16, 16 kHz. One thread at a time. */
final class Kevin implements AudioPlayer {

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
  public boolean write(byte[] bytes) {
    return write(bytes, 0, bytes.length);
  }

  @Override
  public void setAudioFormat(AudioFormat wanted) {
    format = wanted;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public void begin(int size) {
    // Collects whatever comes.
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public void pause() {
    // Nothing plays.
  }

  @Override
  public void resume() {
    // Nothing plays.
  }

  @Override
  public void reset() {
    // Nothing plays.
  }

  @Override
  public void cancel() {
    // Nothing plays.
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public float getVolume() {
    return 1;
  }

  @Override
  public void setVolume(float volume) {
    // Always the same.
  }

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void resetTime() {
    // Nothing plays.
  }

  @Override
  public void startFirstSampleTimer() {
    // Nobody measures.
  }

  @Override
  public void showMetrics() {
    // Nobody measures.
  }
}
