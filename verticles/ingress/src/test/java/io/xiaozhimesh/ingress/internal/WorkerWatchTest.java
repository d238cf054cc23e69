package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.internal.WorkerWatch.Held;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerWatchTest {

  private static final TurnRef FIRST = new TurnRef("s1", 1, 1);
  private static final TurnRef SECOND = new TurnRef("s1", 1, 2);

  private final WorkerWatch watch = new WorkerWatch(600);

  private List<Held> lostUntil(long ms) {
    for (long at = 0; at < ms; at += WorkerWatch.CHECK_EVERY_MS) {
      assertThat(watch.lost(at)).as("at %d", at).isEmpty();
    }
    return watch.lost(ms);
  }

  @Test
  void worker_silent_isLostWithEveryLeaseThatItHolds() {
    Held one = new Held(Role.TTS, "tts.w.a", FIRST);
    Held other = new Held(Role.TTS, "tts.w.a", new TurnRef("s2", 1, 1));
    watch.begin(one, 0);
    watch.begin(other, 0);
    assertThat(lostUntil(700)).containsExactlyInAnyOrder(one, other);
    assertThat(watch.size()).isZero();
  }

  @Test
  void worker_heardOfForOneSession_isLostForTheOther() {
    Held other = new Held(Role.TTS, "tts.w.a", new TurnRef("s2", 1, 1));
    watch.begin(new Held(Role.TTS, "tts.w.a", FIRST), 0);
    watch.begin(other, 0);
    watch.heard(new LeasesAlive(Role.TTS, "tts.w.a", List.of("s1", "unknown")), 500);
    assertThat(lostUntil(700)).containsExactly(other);
  }

  @Test
  void formerWorker_heardOf_saysNothingOfThePresentOne() {
    Held present = new Held(Role.VAD, "vad.w.b", SECOND);
    watch.begin(new Held(Role.VAD, "vad.w.a", FIRST), 0);
    watch.begin(present, 0);
    watch.heard(new LeasesAlive(Role.VAD, "vad.w.a", List.of("s1")), 500);
    assertThat(lostUntil(700)).containsExactly(present);
  }

  @Test
  void end_tellsWhetherAnythingWasExpected() {
    watch.begin(new Held(Role.TTS, "tts.w.a", FIRST), 0);
    assertThat(watch.end(Role.TTS, SECOND)).isFalse();
    assertThat(watch.end(Role.TTS, FIRST)).isTrue();
    assertThat(watch.end(Role.TTS, FIRST)).isFalse();
  }

  @Test
  void end_ofAnOlderEpoch_leavesThePresentLeaseWatched() {
    watch.begin(new Held(Role.VAD, "vad.w.b", SECOND), 0);
    watch.end(Role.VAD, FIRST);
    watch.end(Role.ASR, SECOND);
    assertThat(watch.size()).isEqualTo(1);
    watch.end(Role.VAD, SECOND);
    assertThat(lostUntil(2_000)).isEmpty();
  }
}
