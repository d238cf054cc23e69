package io.xiaozhimesh.tts.freetts;

import com.sun.speech.freetts.audio.AudioPlayer;
import io.xiaozhimesh.tts.BlockingSynthesis;
import javax.sound.sampled.AudioFormat;

/** Takes what a FreeTTS voice plays, big-endian in pieces of 1 kB, and passes it on. Serves one synthesis. */
final class PcmPlayer implements AudioPlayer {

  private final BlockingSynthesis output;
  private AudioFormat format;

  PcmPlayer(BlockingSynthesis output) {
    this.output = output;
  }

  @Override
  public boolean write(byte[] audio) {
    return write(audio, 0, audio.length);
  }

  @Override
  public boolean write(byte[] audio, int offset, int size) {
    short[] samples = new short[size / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (audio[offset + 2 * i] << 8 | audio[offset + 2 * i + 1] & 0xff);
    }
    return output.pcm(samples, (int) format.getSampleRate());
  }

  @Override
  public void setAudioFormat(AudioFormat format) {
    boolean asExpected = format.isBigEndian() && format.getChannels() == 1 && format.getSampleSizeInBits() == 16;
    if (!asExpected) {
      throw new IllegalArgumentException("the voice has the format " + format);
    }
    this.format = format;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public boolean end() {
    return !output.isCancelled();
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public float getVolume() {
    return 1;
  }

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void begin(int bytes) {
    // Nothing is prepared: the sink takes pieces of any size.
  }

  @Override
  public void setVolume(float volume) {
    // The device has a volume of its own.
  }

  @Override
  public void pause() {
    // Nothing plays here.
  }

  @Override
  public void resume() {
    // Nothing plays here.
  }

  @Override
  public void reset() {
    // Nothing plays here.
  }

  @Override
  public void cancel() {
    // The synthesis is cancelled by write.
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public void resetTime() {
    // Nothing is measured.
  }

  @Override
  public void startFirstSampleTimer() {
    // Nothing is measured.
  }

  @Override
  public void showMetrics() {
    // Nothing is measured.
  }
}
