package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlayoutTest {

  private static final PlayoutRules RULES = new PlayoutRules(60, 2, 60, 200, 50, 10_000);
  private static final long START_MS = 1_000;

  private final Playout playout = new Playout(RULES, START_MS);
  private final List<String> log = new ArrayList<>();
  private final List<Long> sentAtMs = new ArrayList<>();
  private long nowMs = START_MS;

  private final Playout.Sink sink = new Playout.Sink() {
    @Override
    public void sentence(String text, String emotion) {
      log.add("sentence " + text);
    }

    @Override
    public void frame(Payload opus) {
      log.add("frame " + opus.array()[0]);
      sentAtMs.add(nowMs);
    }
  };

  private static Payload packet(int n) {
    return Payload.wrap(new byte[] {(byte) n});
  }

  private void frames(int sentence, int from, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(playout.frame(sentence, packet(from + i), nowMs)).isTrue();
    }
  }

  /** Lets time pass exactly as the timer would, until the outcome is no longer RUNNING or nothing is due. */
  private Playout.Outcome play(long untilMs) {
    Playout.Outcome outcome = playout.advance(nowMs, sink);
    while (outcome == Playout.Outcome.RUNNING && playout.dueMs() <= untilMs) {
      nowMs = Math.max(nowMs, playout.dueMs());
      outcome = playout.advance(nowMs, sink);
    }
    return outcome;
  }

  @Test
  void firstFrame_afterTtsStart_waitsForTheStartGap() {
    playout.sentence("One.", "", nowMs);
    frames(0, 0, 5);
    play(START_MS + 59);
    assertThat(sentAtMs).isEmpty();
    play(START_MS + 60);
    assertThat(sentAtMs).containsExactly(1_060L, 1_060L, 1_060L);
  }

  @Test
  void frames_atHand_goOutTheLeadAheadOfTheirTurnAndNeverEarlier() {
    playout.sentence("One.", "", nowMs);
    frames(0, 0, 40);
    play(Long.MAX_VALUE - 20_000);
    long first = sentAtMs.get(0);
    for (int n = 0; n < sentAtMs.size(); n++) {
      assertThat(sentAtMs.get(n)).isEqualTo(first + Math.max(0, n - 2) * 60L);
    }
    assertThat(playout.framesLate()).isZero();
  }

  @Test
  void stop_afterTheLastFrame_comesWhenTheDeviceHasPlayedItAndTheTail() {
    playout.sentence("One.", "", nowMs);
    frames(0, 0, 10);
    playout.sentenceEnded(0, nowMs);
    playout.end(1, nowMs);
    assertThat(play(Long.MAX_VALUE)).isEqualTo(Playout.Outcome.ENDED);
    assertThat(nowMs).isEqualTo(sentAtMs.get(0) + 10 * 60 + 200);
  }

  @Test
  void sentences_areShownBeforeTheirFirstFrame() {
    playout.sentence("One.", "", nowMs);
    playout.sentence("Two.", "happy", nowMs);
    frames(0, 0, 2);
    playout.sentenceEnded(0, nowMs);
    frames(1, 2, 1);
    playout.sentenceEnded(1, nowMs);
    playout.end(2, nowMs);
    play(Long.MAX_VALUE);
    assertThat(log).containsExactly("sentence One.", "frame 0", "frame 1", "sentence Two.", "frame 2");
  }

  @Test
  void sentenceWithoutSound_isShownAllTheSame() {
    playout.sentence("One.", "", nowMs);
    playout.sentenceEnded(0, nowMs);
    playout.end(1, nowMs);
    assertThat(play(Long.MAX_VALUE)).isEqualTo(Playout.Outcome.ENDED);
    assertThat(log).containsExactly("sentence One.");
  }

  @Test
  void answerWithoutSentences_endsAtOnceButNotBeforeTheDeviceSpeaks() {
    playout.end(0, nowMs);
    assertThat(play(Long.MAX_VALUE)).isEqualTo(Playout.Outcome.ENDED);
    assertThat(nowMs).isEqualTo(START_MS + 60);
  }

  @Test
  void ttsPauses_deviceRunsDry_scheduleStartsAnewWithoutABurst() {
    playout.sentence("One.", "", nowMs);
    frames(0, 0, 3);
    play(nowMs + 5_000);
    nowMs = 5_000;
    frames(0, 3, 10);
    play(nowMs + 5_000);
    assertThat(sentAtMs.subList(3, 8)).containsExactly(5_000L, 5_000L, 5_000L, 5_060L, 5_120L);
  }

  @Test
  void timerIsLate_frameCountsAsLateAndThePaceIsKept() {
    playout.sentence("One.", "", nowMs);
    frames(0, 0, 20);
    play(START_MS + 60);
    nowMs = playout.dueMs() + 20;
    playout.advance(nowMs, sink);
    assertThat(playout.framesLate()).isEqualTo(1);
    long first = sentAtMs.get(0);
    play(nowMs + 2_000);
    assertThat(sentAtMs.get(10)).isEqualTo(first + 8 * 60);
  }

  @Test
  void sentenceOwedByTts_doesNotCome_stalls() {
    playout.sentence("One.", "", nowMs);
    assertThat(play(nowMs + 20_000)).isEqualTo(Playout.Outcome.STALLED);
    assertThat(nowMs).isEqualTo(START_MS + 10_000);
  }

  @Test
  void dialogueThinks_nothingOwed_neverStalls() {
    playout.sentence("One.", "", nowMs);
    frames(0, 0, 1);
    playout.sentenceEnded(0, nowMs);
    assertThat(play(nowMs + 600_000)).isEqualTo(Playout.Outcome.RUNNING);
    assertThat(playout.dueMs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void bufferIsFull_furtherFrame_isRefused() {
    playout.sentence("One.", "", nowMs);
    frames(0, 0, 50);
    assertThat(playout.frame(0, packet(1), nowMs)).isFalse();
  }

  @Test
  void frameOfAnUnannouncedSentence_isRefused() {
    assertThat(playout.frame(0, packet(1), nowMs)).isFalse();
  }

  @Test
  void credit_growsWithWhatWasSent() {
    playout.sentence("One.", "", nowMs);
    assertThat(playout.creditUpTo()).isEqualTo(50);
    frames(0, 0, 3);
    play(START_MS + 60);
    assertThat(playout.creditUpTo()).isEqualTo(53);
  }

  @Test
  void heard_inTheMiddle_isWhatTheDeviceHasPlayed() {
    playout.sentence("First sentence.", "", nowMs);
    playout.sentence("alpha beta gamma delta", "", nowMs);
    frames(0, 0, 10);
    playout.sentenceEnded(0, nowMs);
    frames(1, 10, 10);
    playout.sentenceEnded(1, nowMs);
    play(Long.MAX_VALUE - 100_000);
    long first = sentAtMs.get(0);
    assertThat(playout.heard(first)).isEmpty();
    assertThat(playout.heard(first + 10 * 60)).isEqualTo("First sentence.");
    assertThat(playout.heard(first + 15 * 60)).isEqualTo("First sentence. alpha beta…");
    assertThat(playout.heard(first + 20 * 60)).isEqualTo("First sentence. alpha beta gamma delta");
  }

  @Test
  void anyArrival_always_staysWithinTheDevicesQueueAndRealTime() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    playout.sentence("One.", "", nowMs);
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(3) == 0) {
        playout.frame(0, packet(i), nowMs);
      }
      nowMs += random.nextInt(60);
      playout.advance(nowMs, sink);
      assertWithinLead();
    }
  }

  private void assertWithinLead() {
    long playedUntil = Long.MIN_VALUE;
    for (long at : sentAtMs) {
      playedUntil = Math.max(playedUntil, at) + 60;
      assertThat(playedUntil - at).isLessThanOrEqualTo(3 * 60);
    }
  }
}
