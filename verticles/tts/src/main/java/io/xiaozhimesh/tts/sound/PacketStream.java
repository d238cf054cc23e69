package io.xiaozhimesh.tts.sound;

import java.io.Closeable;
import java.io.IOException;

/** A sound as Opus packets, as they stand in a file. Blocks on its source; one thread at a time. */
interface PacketStream extends Closeable {

  /**
   * The next packet, never empty.
   *
   * @return null at the end
   * @throws IOException when the source fails or holds no such sound
   */
  byte[] next() throws IOException;

  /** Samples at 48 kHz that a decoder leaves out at the beginning; known once {@link #next} has answered. */
  default int preSkip() {
    return 0;
  }
}
