package io.xiaozhimesh.bench.cli;

import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.SpeechClip;
import java.io.IOException;
import java.nio.file.Path;

/** One thing that a person says to the device. */
sealed interface Remark {

  /** How reports call it. */
  String name();

  /**
   * Said aloud.
   *
   * @param name file name, or the words of synthesised speech
   * @param clip what the microphone's encoder makes of it
   */
  record Spoken(String name, SpeechClip clip) implements Remark {
  }

  /**
   * Sent as text.
   *
   * @param name the sentence
   */
  record Written(String name) implements Remark {
  }

  /** A WAV file, encoded for the wire. */
  static Remark ofFile(Path file) throws IOException {
    return new Spoken(file.toString(), SpeechClip.of(file.toString(), Wav.read(file)));
  }

  /** A sound that says the given words. */
  static Remark ofSound(String words, Wav sound) {
    return new Spoken(words, SpeechClip.of(words, sound));
  }
}
