package io.xiaozhimesh.vad.silero;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.vad.SpokenSound;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WindowBatcherTest {

  private static SileroModel model;

  @BeforeAll
  static void load() throws Exception {
    model = Golden.model();
  }

  @AfterAll
  static void close() throws Exception {
    model.close();
  }

  @Test
  void manyStreams_scoredTogether_eachHearsWhatItWouldAlone() throws Exception {
    List<short[]> windows = Golden.windows(SpokenSound.say("yes"));
    float[] expected;
    try (SileroScorer scorer = model.scorer(1)) {
      expected = Golden.probabilities(scorer, SpokenSound.say("yes"));
    }
    int streams = 100;
    Map<Integer, float[]> heard = new ConcurrentHashMap<>();
    CountDownLatch done = new CountDownLatch(streams);
    Metrics metrics = Metrics.inMemory();
    try (WindowBatcher batcher = new WindowBatcher(model, 2, streams, metrics)) {
      for (int s = 0; s < streams; s++) {
        heard.put(s, new float[expected.length]);
        chain(batcher, new SileroState(), windows, 0, heard.get(s), done);
      }
      assertThat(done.await(15, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(heard.values()).allSatisfy(p -> assertThat(p).containsExactly(expected));
    long batches = metrics.counted("mesh.vad.batch.scored");
    assertThat(metrics.counted("mesh.vad.window.scored")).isEqualTo((long) streams * expected.length);
    assertThat(batches).as("windows gathered while the threads were busy").isLessThan(streams * expected.length / 2);
  }

  @Test
  void fullQueue_submit_isRefusedAndCounted() throws Exception {
    Metrics metrics = Metrics.inMemory();
    AtomicInteger answered = new AtomicInteger();
    CountDownLatch inListener = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    WindowBatcher batcher = new WindowBatcher(model, 1, 2, metrics);
    batcher.submit(new SileroState(), new short[512], p -> {
      inListener.countDown();
      awaitQuietly(proceed);
    });
    inListener.await();
    assertThat(batcher.submit(new SileroState(), new short[512], p -> answered.incrementAndGet())).isTrue();
    assertThat(batcher.submit(new SileroState(), new short[512], p -> answered.incrementAndGet())).isTrue();
    assertThat(batcher.submit(new SileroState(), new short[512], p -> answered.incrementAndGet())).isFalse();
    assertThat(metrics.counted("mesh.vad.window.refused")).isEqualTo(1);
    proceed.countDown();
    batcher.close();
    assertThat(answered).hasValue(2);
    assertThat(batcher.submit(new SileroState(), new short[512], p -> answered.incrementAndGet())).isFalse();
  }

  @Test
  void listenerThatThrows_costsTheOthersNothing() throws Exception {
    Metrics metrics = Metrics.inMemory();
    CountDownLatch heard = new CountDownLatch(1);
    try (WindowBatcher batcher = new WindowBatcher(model, 1, 10, metrics)) {
      batcher.submit(new SileroState(), new short[512], p -> {
        throw new IllegalStateException("broken");
      });
      batcher.submit(new SileroState(), new short[512], p -> heard.countDown());
      assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(metrics.counted("mesh.vad.listener.failed")).isEqualTo(1);
  }

  private static void chain(WindowBatcher batcher, SileroState state, List<short[]> windows, int at, float[] out,
      CountDownLatch done) {
    if (at == windows.size()) {
      done.countDown();
      return;
    }
    batcher.submit(state, windows.get(at), p -> {
      out[at] = p;
      chain(batcher, state, windows, at + 1, out, done);
    });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
