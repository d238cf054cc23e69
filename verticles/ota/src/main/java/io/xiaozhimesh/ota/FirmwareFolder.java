package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.xiaozhimesh.ota.internal.FirmwareImage;
import io.xiaozhimesh.stage.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that devices may download, read from a folder now and then so that no request waits for the file system.
 * Used on one event loop; reads on a worker.
 */
final class FirmwareFolder {

  /** How often the folder is read, in milliseconds. */
  static final long READ_EVERY_MS = 10_000;

  private static final int IMAGES_MAX = 1_000;

  private final Optional<Path> folder;
  private final Metrics metrics;
  private List<FirmwareImage> images = List.of();

  /** The folder at this path; "" for none. */
  FirmwareFolder(String path, Metrics metrics) {
    this.folder = path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    this.metrics = metrics;
  }

  /** Reads the folder; one that cannot be read has no images and is counted. */
  Future<Void> read(WorkerExecutor worker) {
    if (folder.isEmpty()) {
      return Future.succeededFuture();
    }
    return worker.executeBlocking(() -> list(folder.get()))
        .onSuccess(read -> images = read)
        .onFailure(failure -> metrics.count("mesh.ota.firmware.unreadable"))
        .otherwise(List.of())
        .mapEmpty();
  }

  /** All images, as of the last reading. */
  List<FirmwareImage> images() {
    return images;
  }

  /** Where this file stands, if it is one of the images. */
  Optional<Path> path(String file) {
    return images.stream().filter(i -> i.file().equals(file)).findFirst().map(i -> folder.get().resolve(file));
  }

  private static List<FirmwareImage> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(FirmwareFolder::holdsBytes)
          .map(f -> FirmwareImage.parse(f.getFileName().toString()))
          .flatMap(Optional::stream)
          .limit(IMAGES_MAX)
          .toList();
    }
  }

  private static boolean holdsBytes(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
