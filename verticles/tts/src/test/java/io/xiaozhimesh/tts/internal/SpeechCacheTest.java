package io.xiaozhimesh.tts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechCacheTest {

  private static SpeechCache.Key key(String text) {
    return new SpeechCache.Key("e", text, "en", "", 24_000, 60);
  }

  private static List<Payload> bytes(int n) {
    return List.of(Payload.wrap(new byte[n]));
  }

  @Test
  void keptSentence_isFound_underItsWholeKeyOnly() {
    SpeechCache cache = new SpeechCache(new SpeechCache.Bounds(10, 1_000, 80));
    cache.keep(key("a"), bytes(10));

    assertThat(cache.find(key("a"))).contains(bytes(10));
    assertThat(cache.find(key("b"))).isEmpty();
    assertThat(cache.find(new SpeechCache.Key("e", "a", "en", "", 16_000, 60))).isEmpty();
    assertThat(cache.find(new SpeechCache.Key("e", "a", "en", "x", 24_000, 60))).isEmpty();
  }

  @Test
  void fullCache_forgetsWhatWasNotAskedForTheLongest() {
    SpeechCache cache = new SpeechCache(new SpeechCache.Bounds(2, 1_000, 80));
    cache.keep(key("a"), bytes(1));
    cache.keep(key("b"), bytes(1));
    cache.find(key("a"));
    cache.keep(key("c"), bytes(1));

    assertThat(cache.find(key("a"))).isPresent();
    assertThat(cache.find(key("b"))).isEmpty();
    assertThat(cache.entries()).isEqualTo(2);
  }

  @Test
  void bytes_areBounded_andCountedOnce() {
    SpeechCache cache = new SpeechCache(new SpeechCache.Bounds(100, 100, 80));
    cache.keep(key("a"), bytes(60));
    cache.keep(key("a"), bytes(50));
    assertThat(cache.bytes()).isEqualTo(50);
    cache.keep(key("b"), bytes(60));
    assertThat(cache.bytes()).isEqualTo(60);
    cache.keep(key("c"), bytes(101));
    assertThat(cache.find(key("c"))).isEmpty();
    assertThat(cache.find(key("b"))).isPresent();
  }

  @Test
  void longSentences_areNotKept() {
    SpeechCache cache = new SpeechCache(new SpeechCache.Bounds(100, 100, 3));
    cache.keep(key("four"), bytes(1));
    assertThat(cache.entries()).isZero();
  }

  @Test
  void noEntries_allowed_keepsNothing() {
    SpeechCache cache = new SpeechCache(new SpeechCache.Bounds(0, 100, 80));
    cache.keep(key("a"), bytes(1));
    assertThat(cache.entries()).isZero();
  }
}
