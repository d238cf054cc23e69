package io.xiaozhimesh.stage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {

  private static final long NOW_MS = 1_700_000_000_000L;
  private static final long TTL_MS = 7_200_000;
  private static final List<byte[]> PACKETS = List.of(new byte[] {1, 2, 3}, new byte[0], new byte[200]);

  @TempDir
  Path folder;

  private DiskCache cache(long bytesMax) {
    return new DiskCache(folder.resolve("speech"), bytesMax, TTL_MS);
  }

  private static String key(String text) {
    return new CacheKey().add(text).hex();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("speech"))) {
      return files.toList();
    }
  }

  @Test
  void kept_isFoundByAnotherJvmToo_untilItIsTooOld() throws IOException {
    cache(1_000_000).keep(key("a"), "openai alloy en", PACKETS, NOW_MS);

    assertThat(cache(1_000_000).find(key("a"), NOW_MS + TTL_MS).orElseThrow()).usingRecursiveComparison().isEqualTo(PACKETS);
    assertThat(cache(1_000_000).find(key("b"), NOW_MS)).isEmpty();
    assertThat(cache(1_000_000).find(key("a"), NOW_MS + TTL_MS + 1)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void bound_keepsTheYoungest() throws IOException {
    DiskCache cache = cache(4_000);
    for (int i = 0; i < 30; i++) {
      cache.keep(key("t" + i), "", List.of(new byte[500]), NOW_MS + i);
    }
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isBetween(500L, 4_000L);
    assertThat(cache.find(key("t29"), NOW_MS + 30)).isPresent();
    assertThat(cache.find(key("t0"), NOW_MS + 30)).isEmpty();
    cache.keep(key("huge"), "", List.of(new byte[2_000]), NOW_MS);
    assertThat(cache.find(key("huge"), NOW_MS)).isEmpty();
  }

  @Test
  void damagedFile_isNotFound_andGone() throws IOException {
    DiskCache cache = cache(1_000_000);
    cache.keep(key("a"), "", PACKETS, NOW_MS);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(0, 3, 20, whole.length - 1)) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThat(cache.find(key("a"), NOW_MS)).as("of %d bytes", length).isEmpty();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void keys_tellApartWhatIsCutInAnotherPlace_andNothingElseIsAKey() {
    assertThat(new CacheKey().add("ab").add("c").hex()).isNotEqualTo(new CacheKey().add("a").add("bc").hex());
    assertThat(new CacheKey().add(new short[] {1, 256}).hex()).isNotEqualTo(new CacheKey().add(new short[] {256, 1}).hex())
        .isEqualTo(new CacheKey().add(new short[] {1}).add(new short[] {256}).hex());
    assertThatThrownBy(() -> cache(1_000).find("../../etc/passwd", NOW_MS)).isInstanceOf(IllegalArgumentException.class);
  }
}
