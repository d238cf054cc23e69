package io.xiaozhimesh.bench.cli;

import io.xiaozhimesh.audio.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the answers' sounds are written: a folder of the caller's, else a new one among the temporary files. */
final class ReplyFiles {

  private final Path folder;
  private int written;

  private ReplyFiles(Path folder) {
    this.folder = folder;
  }

  static ReplyFiles in(Path wanted) throws IOException {
    return new ReplyFiles(
        wanted == null ? Files.createTempDirectory("mesh-replies-") : Files.createDirectories(wanted));
  }

  /** Writes the next answer; returns its path, or "" for one without sound. */
  String write(Wav reply) {
    written++;
    if (reply.pcm().length == 0) {
      return "";
    }
    Path file = folder.resolve("reply-" + written + ".wav").toAbsolutePath().normalize();
    try {
      reply.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return file.toString();
  }
}
