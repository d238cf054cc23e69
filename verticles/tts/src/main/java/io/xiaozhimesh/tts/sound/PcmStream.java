package io.xiaozhimesh.tts.sound;

import java.io.Closeable;
import java.io.IOException;

/** A sound as mono samples, decoded while it is read. Blocks on its source; one thread at a time. */
interface PcmStream extends Closeable {

  /** In Hz, the same throughout. */
  int sampleRateHz();

  /**
   * The next samples, some milliseconds of them; may be empty.
   *
   * @return null at the end
   * @throws IOException when the source fails or holds no such sound
   */
  short[] next() throws IOException;

  /** Leaves out so many samples of what is still to come; answers how many those were, fewer at the end only. */
  default long skip(long samples) throws IOException {
    return 0;
  }
}
