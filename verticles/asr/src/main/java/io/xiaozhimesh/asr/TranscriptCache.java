package io.xiaozhimesh.asr;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.cache.CacheKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Transcripts of remote engines by the hash of their audio, so that an utterance that is sent again, as after the loss of
 * a worker, is paid once. Holds no audio. Thread-safe.
 */
final class TranscriptCache {

  private final Cache<String, Transcript> transcripts;
  private final boolean keeps;

  /**
   * @param entriesMax transcripts; 0 keeps nothing
   * @param ttlMs for how long
   */
  TranscriptCache(int entriesMax, int ttlMs, MeshClock clock) {
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.nowMs());
    this.keeps = entriesMax > 0;
    this.transcripts = Caffeine.newBuilder().maximumSize(entriesMax).expireAfterWrite(Duration.ofMillis(ttlMs))
        .ticker(ticker).executor(Runnable::run).build();
  }

  /** What an engine of these settings would hear. */
  String key(String fingerprint, String language, List<short[]> audio) {
    CacheKey key = new CacheKey().add(fingerprint).add(language);
    audio.forEach(key::add);
    return key.hex();
  }

  Optional<Transcript> find(String key) {
    return Optional.ofNullable(transcripts.getIfPresent(key));
  }

  /** Keeps what was understood; nothing is not kept, for the next time may be better. */
  void keep(String key, Transcript transcript) {
    if (keeps && !transcript.text().isEmpty()) {
      transcripts.put(key, transcript);
    }
  }
}
