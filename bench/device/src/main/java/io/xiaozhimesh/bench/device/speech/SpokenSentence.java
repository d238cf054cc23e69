package io.xiaozhimesh.bench.device.speech;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.audio.NullAudioPlayer;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import io.xiaozhimesh.audio.Wav;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;

/** Makes speech with FreeTTS for a device to say, so that it needs neither a microphone nor a recording. */
public final class SpokenSentence {

  private static final String VOICE = "kevin16";
  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int PAUSE_AFTER_MS = 300;

  private SpokenSentence() {
  }

  /** The words in the voice of "kevin16", 16 kHz, with a short silence behind. Takes about a second the first time. */
  public static Wav of(String words) {
    Voice voice = Arrays.stream(new KevinVoiceDirectory().getVoices())
        .filter(candidate -> candidate.getName().equals(VOICE))
        .findFirst().orElseThrow(() -> new IllegalStateException("FreeTTS has no voice " + VOICE));
    voice.allocate();
    try {
      Recorder recorder = new Recorder();
      voice.setAudioPlayer(recorder);
      voice.speak(words);
      return recorder.sound();
    } finally {
      voice.deallocate();
    }
  }

  /** Keeps what a voice plays: big-endian 16-bit samples. */
  private static final class Recorder extends NullAudioPlayer {

    private short[] pcm = new short[SAMPLE_RATE_HZ * 4];
    private int samples;
    private AudioFormat format;

    Wav sound() {
      if (samples == 0 || format == null || Math.round(format.getSampleRate()) != SAMPLE_RATE_HZ) {
        throw new IllegalStateException("FreeTTS said nothing, or not at " + SAMPLE_RATE_HZ + " Hz");
      }
      return new Wav(SAMPLE_RATE_HZ, Arrays.copyOf(pcm, samples + SAMPLE_RATE_HZ / 1000 * PAUSE_AFTER_MS));
    }

    @Override
    public boolean write(byte[] audio, int offset, int size) {
      if (samples + size / 2 > pcm.length) {
        pcm = Arrays.copyOf(pcm, pcm.length * 2 + size);
      }
      for (int at = offset; at + 1 < offset + size; at += 2) {
        pcm[samples++] = (short) (audio[at] << 8 | audio[at + 1] & 0xff);
      }
      return true;
    }

    @Override
    public void setAudioFormat(AudioFormat format) {
      super.setAudioFormat(format);
      this.format = format;
    }
  }
}
