package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.cache.CacheKey;
import io.xiaozhimesh.stage.cache.DiskCache;
import io.xiaozhimesh.tts.internal.SpeechCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Frames of sentences that remote engines have made, in files. Used on the verticle's context; reads and writes elsewhere. */
final class SpeechFiles {

  private final DiskCache disk;
  private final MeshClock clock;
  private final Executor readers;
  private final Executor loop;

  /**
   * @param options where and how much; an empty folder keeps nothing
   * @param readers threads that may block
   * @param loop runs on the verticle's context
   */
  SpeechFiles(TtsOptions.Disk options, MeshClock clock, Executor readers, Executor loop) {
    this.disk = options.dir().isEmpty() ? null
        : new DiskCache(Path.of(options.dir()), options.bytesMax(), options.ttlMs());
    this.clock = clock;
    this.readers = readers;
    this.loop = loop;
  }

  /** Whether anything is kept. */
  boolean isOpen() {
    return disk != null;
  }

  /** Looks for the frames of a sentence. */
  void find(SpeechCache.Key key, String fingerprint, Consumer<Optional<List<Payload>>> found) {
    elsewhere(() -> {
      Optional<List<Payload>> frames = disk.find(name(key, fingerprint), clock.unixMs())
          .map(packets -> packets.stream().map(Payload::wrap).toList());
      loop.execute(() -> found.accept(frames));
    }, () -> found.accept(Optional.empty()));
  }

  /** Keeps the frames of a complete sentence. */
  void keep(SpeechCache.Key key, String fingerprint, List<Payload> frames) {
    String about = key.engine() + ' ' + key.voice() + ' ' + key.language() + ' ' + key.sampleRateHz() + " Hz";
    elsewhere(() -> disk.keep(name(key, fingerprint), about, frames.stream().map(Payload::array).toList(),
        clock.unixMs()), () -> { });
  }

  private void elsewhere(Runnable work, Runnable refused) {
    try {
      readers.execute(work);
    } catch (RejectedExecutionException full) {
      refused.run();
    }
  }

  private static String name(SpeechCache.Key key, String fingerprint) {
    return new CacheKey().add(fingerprint).add(key.text()).add(key.language()).add(key.voice())
        .add(key.sampleRateHz()).add(key.frameDurationMs()).hex();
  }
}
