package io.xiaozhimesh.tts.freetts;

import com.sun.speech.freetts.audio.NullAudioPlayer;
import io.xiaozhimesh.tts.BlockingSynthesis;
import javax.sound.sampled.AudioFormat;

/** Takes what a FreeTTS voice plays, big-endian in pieces of 1 kB, and passes it on. Serves one synthesis. */
final class PcmPlayer extends NullAudioPlayer {

  private final BlockingSynthesis output;
  private AudioFormat format;

  PcmPlayer(BlockingSynthesis output) {
    this.output = output;
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
    super.setAudioFormat(format);
    boolean asExpected = format.isBigEndian() && format.getChannels() == 1 && format.getSampleSizeInBits() == 16;
    if (!asExpected) {
      throw new IllegalArgumentException("the voice has the format " + format);
    }
    this.format = format;
  }

  @Override
  public boolean end() {
    return !output.isCancelled();
  }
}
