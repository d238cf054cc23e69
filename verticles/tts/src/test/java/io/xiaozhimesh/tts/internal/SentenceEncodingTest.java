package io.xiaozhimesh.tts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a pool that the test turns by hand. */
class SentenceEncodingTest {

  private static final int RATE_HZ = 16_000;
  private static final FrameMaker.Shape SHAPE = new FrameMaker.Shape(RATE_HZ, 60, 0, 0);

  private final ArrayDeque<Runnable> pool = new ArrayDeque<>();
  private final List<Payload> frames = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private final List<MeshException> ends = new ArrayList<>();
  private final SentenceEncoding encoding = new SentenceEncoding(pool::add,
      rate -> new FrameMaker(OpusCodec.detect(), SHAPE, rate), 10_000, new SentenceEncoding.Listener() {
        @Override
        public void made(List<Payload> more) {
          assertThat(ends).isEmpty();
          frames.addAll(more);
          batches.add(more.size());
        }

        @Override
        public void ended(MeshException failure) {
          ends.add(failure);
        }
      });

  private void turnPool() {
    for (Runnable task = pool.poll(); task != null; task = pool.poll()) {
      assertThat(pool).as("one slice at a time").isEmpty();
      task.run();
    }
  }

  private static short[] tone(int ms) {
    return FrameMakerTest.tone(RATE_HZ, ms, 400);
  }

  @Test
  void sentence_encoded_comesInSlices_thenEndsOnce() {
    encoding.allow(1_000);
    encoding.offer(tone(3_000), RATE_HZ);
    encoding.end(null);
    encoding.end(new MeshException(MeshError.INTERNAL, "too late"));
    turnPool();

    assertThat(frames).hasSize(50);
    assertThat(batches).allMatch(n -> n <= SentenceEncoding.SLICE_FRAMES + 1).hasSizeGreaterThan(5);
    assertThat(ends).hasSize(1).containsNull();
  }

  @Test
  void framesBeyondTheAllowance_areNotMade() {
    encoding.allow(4);
    encoding.offer(tone(3_000), RATE_HZ);
    encoding.end(null);
    turnPool();
    assertThat(frames).hasSize(4);
    assertThat(ends).isEmpty();

    encoding.allow(9);
    turnPool();
    assertThat(frames).hasSize(9);
    encoding.allow(100);
    turnPool();
    assertThat(frames).hasSize(50);
    assertThat(ends).hasSize(1);
  }

  @Test
  void cancelled_encoding_isSilent_andWantsNoMore() {
    encoding.allow(100);
    encoding.offer(tone(1_000), RATE_HZ);
    encoding.cancel();
    turnPool();

    assertThat(frames).isEmpty();
    assertThat(ends).isEmpty();
    assertThat(encoding.offer(tone(60), RATE_HZ)).isFalse();
  }

  @Test
  void tooLongSentence_endsAsAFailure_afterWhatWasTaken() {
    encoding.allow(1_000);
    assertThat(encoding.offer(tone(9_990), RATE_HZ)).isTrue();
    assertThat(encoding.offer(tone(60), RATE_HZ)).isFalse();
    turnPool();

    assertThat(frames).hasSizeBetween(166, 167);
    assertThat(ends).singleElement().extracting(MeshException::error).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void changedRate_endsAsAFailure() {
    encoding.allow(1_000);
    encoding.offer(tone(60), RATE_HZ);
    assertThat(encoding.offer(tone(60), 24_000)).isFalse();
    turnPool();

    assertThat(ends).singleElement().extracting(MeshException::error).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void failureBeforeAWholeFrame_makesNone() {
    encoding.allow(1_000);
    encoding.offer(tone(40), RATE_HZ);
    encoding.end(new MeshException(MeshError.TIMEOUT, "late"));
    turnPool();

    assertThat(frames).isEmpty();
    assertThat(ends).singleElement().extracting(MeshException::error).isEqualTo(MeshError.TIMEOUT);
  }

  @Test
  void brokenCodec_failsTheSentence() {
    List<MeshException> failures = new ArrayList<>();
    SentenceEncoding broken = new SentenceEncoding(Runnable::run, rate -> {
      throw new IllegalStateException("no encoder");
    }, 10_000, new SentenceEncoding.Listener() {
      @Override
      public void made(List<Payload> more) {
        frames.addAll(more);
      }

      @Override
      public void ended(MeshException failure) {
        failures.add(failure);
      }
    });
    broken.allow(10);
    broken.offer(tone(60), RATE_HZ);

    assertThat(frames).isEmpty();
    assertThat(failures).singleElement().extracting(MeshException::error).isEqualTo(MeshError.INTERNAL);
  }
}
