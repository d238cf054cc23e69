package io.xiaozhimesh.plugins.music;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.MeshClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through a folder on a worker thread, when somebody asks and the last look is too old. Whoever asks while there is an
 * index has that one, without waiting. Used on one context.
 */
final class MusicFolder {

  private static final Logger LOG = LoggerFactory.getLogger(MusicFolder.class);
  private static final int DEPTH_MAX = 8;
  private static final Set<String> ENDINGS = Set.of("wav", "mp3", "ogg", "opus", "p3");

  private final Path folder;
  private final int refreshS;
  private final int titlesMax;
  private final MeshClock clock;
  private MusicIndex index;
  private Future<MusicIndex> looking;
  private long lookedAtMs;

  /**
   * @param refreshS seconds after which the folder is looked through anew
   * @param titlesMax titles that are kept; further ones are not found
   */
  MusicFolder(Path folder, int refreshS, int titlesMax, MeshClock clock) {
    this.folder = folder;
    this.refreshS = refreshS;
    this.titlesMax = titlesMax;
    this.clock = clock;
  }

  /** What there is to play; never fails. */
  Future<MusicIndex> index() {
    boolean old = index == null || clock.nowMs() - lookedAtMs >= refreshS * 1_000L;
    if (old && looking == null) {
      look();
    }
    return index != null ? Future.succeededFuture(index) : looking;
  }

  private void look() {
    Context context = Vertx.currentContext();
    lookedAtMs = clock.nowMs();
    Future<MusicIndex> found = context.executeBlocking(() -> new MusicIndex(tracks()), false)
        .recover(failure -> {
          LOG.warn("The folder of music {} cannot be looked through", folder, failure);
          return Future.succeededFuture(index == null ? new MusicIndex(List.of()) : index);
        });
    looking = found;
    found.onSuccess(fresh -> {
      index = fresh;
      looking = null;
    });
  }

  private List<Track> tracks() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
      return files.filter(MusicFolder::isMusic).limit(titlesMax)
          .map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted().map(Track::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMusic(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending) && !name.startsWith(".") && Files.isRegularFile(file);
  }
}
