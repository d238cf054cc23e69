package io.xiaozhimesh.tts.sound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Passes over bytes and says so when there are fewer. */
final class Skipping {

  private Skipping() {
  }

  static void over(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new EOFException("the sound ends in the middle of something");
    }
  }
}
