package io.xiaozhimesh.asr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recordings beside the project, when they are there. */
public final class Sound {

  private static final int WAV_HEADER_BYTES = 44;

  private Sound() {
  }

  /** Where shared test data stands; may not exist. */
  public static Path shared() {
    return Path.of(System.getProperty("mesh.root", "../.."), "..", "shared").normalize();
  }

  /** The samples of a mono 16-bit WAV with a plain header. */
  public static short[] wav(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      short[] samples = new short[(bytes.length - WAV_HEADER_BYTES) / 2];
      ByteBuffer.wrap(bytes, WAV_HEADER_BYTES, samples.length * 2)
          .order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
