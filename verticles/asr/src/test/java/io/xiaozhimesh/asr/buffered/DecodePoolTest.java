package io.xiaozhimesh.asr.buffered;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.stage.Metrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DecodePoolTest {

  private final DecodePool pool = new DecodePool("test", 1, 3);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Metrics metrics = Metrics.inMemory();

  @Test
  void cancelledWhileWaiting_isNotDecoded_andHoldsItsPlaceUntilItsTurn() throws Exception {
    AtomicInteger decoded = new AtomicInteger();
    BufferedEngine engine = engine(new AtomicBoolean(), decoded);
    CompletableFuture<Transcript> first = finish(engine);
    Recognition second = open(engine);
    second.finish();
    second.cancel();
    assertThat(pool.admitted()).isEqualTo(2);
    gate.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("done");
    engine.close();
    assertThat(decoded).hasValue(1);
    assertThat(pool.admitted()).isZero();
  }

  @Test
  void decoderThrows_onlyItsUtteranceFails() throws Exception {
    gate.countDown();
    BufferedEngine engine = new BufferedEngine("test", pool, (pcm, language) -> {
      if (pcm[0] == 0) {
        throw new IllegalStateException("broken");
      }
      return new Transcript("done", "", "", "test");
    }, metrics, () -> { });
    Recognition broken = engine.open("", text -> { });
    broken.accept(new short[1]);

    assertThat(broken.finish().toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS);
    assertThat(finish(engine).get(10, TimeUnit.SECONDS).text()).isEqualTo("done");
    assertThat(metrics.counted("mesh.asr.decode.failed", "engine", "test")).isEqualTo(1);
    engine.close();
  }

  @Test
  void closed_releasesTheModelAfterTheLastDecoding_andFailsWhatWaits() throws Exception {
    AtomicBoolean released = new AtomicBoolean();
    BufferedEngine engine = engine(released, new AtomicInteger());
    CompletableFuture<Transcript> running = finish(engine);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
      gate.countDown();
      engine.close();
    });
    closing.get(10, TimeUnit.SECONDS);

    assertThat(running).isDone();
    assertThat(released).isTrue();
    assertThat(pool.maintain(() -> { })).isFalse();
  }

  private BufferedEngine engine(AtomicBoolean released, AtomicInteger decoded) {
    return new BufferedEngine("test", pool, (pcm, language) -> {
      awaitGate();
      decoded.incrementAndGet();
      return new Transcript("done", "", "", "test");
    }, metrics, () -> released.set(true));
  }

  private void awaitGate() {
    try {
      assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Transcript> finish(BufferedEngine engine) {
    return open(engine).finish().toCompletableFuture();
  }

  private static Recognition open(BufferedEngine engine) {
    Recognition recognition = engine.open("", text -> { });
    recognition.accept(new short[] {1});
    return recognition;
  }
}
