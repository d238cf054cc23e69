package io.xiaozhimesh.tts.sound;

import io.xiaozhimesh.protocol.bus.Payload;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A sound as frames of the downlink, made as they are asked for. Blocks on its source; one thread at a time. */
public interface SoundFrames extends Closeable {

  /**
   * The next frames, one at least and about {@code wanted}.
   *
   * @return empty at the end
   * @throws IOException when the source fails or holds no such sound
   */
  List<Payload> next(int wanted) throws IOException;
}
