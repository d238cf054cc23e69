package io.xiaozhimesh.bench.device.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueuesTest {

  @Test
  void playbackQueue_allPlacesTaken_dropsTheNewest() {
    PlaybackQueue queue = new PlaybackQueue();
    for (int i = 0; i < PlaybackQueue.DECODE_QUEUE_PACKETS + PlaybackQueue.DECODED_AHEAD_PACKETS; i++) {
      assertThat(queue.offer(new byte[] {(byte) i})).isTrue();
    }
    assertThat(queue.offer(new byte[] {99})).isFalse();
    assertThat(queue.dropped()).isEqualTo(1);
    assertThat(queue.size()).isEqualTo(42);
    for (int i = 0; i < 42; i++) {
      assertThat(queue.poll()).containsExactly(i);
    }
    assertThat(queue.poll()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void playbackQueue_flushed_hasNothingToPlay() {
    PlaybackQueue queue = new PlaybackQueue();
    queue.offer(new byte[] {1});
    queue.offer(new byte[] {2});
    queue.offer(new byte[] {3});
    queue.flush();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void uplinkQueue_allPlacesTaken_dropsTheOldest() {
    UplinkQueue queue = new UplinkQueue();
    for (int i = 0; i < UplinkQueue.PACKETS + 3; i++) {
      queue.add(new byte[] {(byte) i});
    }
    assertThat(queue.size()).isEqualTo(40);
    assertThat(queue.dropped()).isEqualTo(3);
    assertThat(queue.poll()).containsExactly(3);
    queue.clear();
    assertThat(queue.poll()).isNull();
  }
}
