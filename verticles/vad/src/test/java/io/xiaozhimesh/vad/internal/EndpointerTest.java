package io.xiaozhimesh.vad.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EndpointerTest {

  private static final EndpointRules RULES = new EndpointRules(0.5f, 0.35f, 96, 240, 500, 400, 200, 20_000);
  private static final int WINDOW_MS = 32;

  private final List<Endpoint> decisions = new ArrayList<>();
  private Endpointer endpointer = new Endpointer(RULES, ListenMode.AUTO, false);

  @Test
  void speechThenSilence_auto_isOneUtteranceWithItsTimes() {
    feed(0.1f, 10);
    feed(0.9f, 30);
    feed(0.1f, 40);
    assertThat(decisions).containsExactly(
        new Endpoint.Started(10 * 512),
        new Endpoint.Stopped(40 * 512, 30 * WINDOW_MS, 512, UtteranceEndReason.SILENCE));
  }

  @Test
  void voiceOfThreeWindows_auto_isAnUtterance_ofTwoIsNot() {
    feed(0.9f, 2);
    feed(0.1f, 30);
    assertThat(decisions).isEmpty();
    feed(0.9f, 3);
    assertThat(decisions).containsExactly(new Endpoint.Started(32 * 512));
  }

  @Test
  void shortWordWithAStop_auto_isKept() {
    feed(0.8f, 2);
    feed(0.2f, 3);
    feed(0.8f, 2);
    assertThat(decisions).containsExactly(new Endpoint.Started(0));
  }

  @Test
  void probabilityBetweenTheThresholds_eitherState_changesNothing() {
    feed(0.4f, 20);
    assertThat(decisions).isEmpty();
    feed(0.6f, 3);
    feed(0.4f, 40);
    assertThat(decisions).as("still speaking").containsExactly(new Endpoint.Started(20 * 512));
    feed(0.34f, 1);
    feed(0.4f, 15);
    assertThat(decisions).as("silent since it fell below").hasSize(2);
  }

  @Test
  void pauseShorterThanTheDelay_auto_doesNotEnd() {
    feed(0.9f, 10);
    feed(0.1f, 15);
    feed(0.9f, 10);
    feed(0.1f, 15);
    assertThat(decisions).hasSize(1);
    feed(0.1f, 1);
    assertThat(last()).isEqualTo(new Endpoint.Stopped(35 * 512, 35 * WINDOW_MS, 512, UtteranceEndReason.SILENCE));
  }

  @Test
  void answerIsPlayed_shortVoice_isNoBargeIn_sustainedIs() {
    endpointer = new Endpointer(RULES, ListenMode.REALTIME, true);
    feed(0.9f, 7);
    feed(0.1f, 20);
    assertThat(decisions).isEmpty();
    feed(0.9f, 8);
    assertThat(decisions).containsExactly(new Endpoint.Started(27 * 512));
  }

  @Test
  void answerEnds_guard_isLifted() {
    endpointer = new Endpointer(RULES, ListenMode.REALTIME, true);
    endpointer.speaking(false);
    feed(0.9f, 3);
    assertThat(decisions).hasSize(1);
    endpointer.speaking(true);
    feed(0.1f, 16);
    feed(0.9f, 4);
    assertThat(decisions).as("the guard is back").hasSize(2);
  }

  @Test
  void manual_longPause_endsOnlyOnFlush() {
    endpointer = new Endpointer(RULES, ListenMode.MANUAL, false);
    feed(0.9f, 10);
    feed(0.1f, 100);
    feed(0.9f, 10);
    assertThat(decisions).hasSize(1);
    assertThat(endpointer.flush())
        .isEqualTo(new Endpoint.Stopped(120 * 512, 120 * WINDOW_MS, 0, UtteranceEndReason.FLUSH));
  }

  @Test
  void manual_missingPackets_doNotEnd() {
    endpointer = new Endpointer(RULES, ListenMode.MANUAL, false);
    feed(0.9f, 10);
    assertThat(endpointer.awaitsSilence()).isFalse();
    assertThat(endpointer.waited(5_000, 5_000)).isEmpty();
  }

  @Test
  void flush_withoutSpeech_saysSo() {
    assertThat(endpointer.flush().reason()).isEqualTo(UtteranceEndReason.NO_SPEECH);
    feed(0.1f, 10);
    assertThat(endpointer.flush().reason()).isEqualTo(UtteranceEndReason.NO_SPEECH);
  }

  @Test
  void flush_afterAClick_isTooShort_andIsForgotten() {
    feed(0.9f, 2);
    assertThat(endpointer.flush())
        .isEqualTo(new Endpoint.Stopped(2 * 512, 2 * WINDOW_MS, 0, UtteranceEndReason.TOO_SHORT));
    assertThat(endpointer.flush().reason()).isEqualTo(UtteranceEndReason.NO_SPEECH);
  }

  @Test
  void longestUtterance_auto_endsAndTheRestIsANewOne() {
    feed(0.9f, 700);
    assertThat(decisions).hasSize(3);
    assertThat(decisions.get(1)).isEqualTo(
        new Endpoint.Stopped(625 * 512, 20_000, 0, UtteranceEndReason.MAX_LENGTH));
    assertThat(decisions.get(2)).isEqualTo(new Endpoint.Started(625 * 512));
  }

  @Test
  void nothingArrives_speechOpen_waitingEndsIt() {
    feed(0.9f, 10);
    assertThat(endpointer.waited(200, 500)).isEmpty();
    assertThat(endpointer.waited(250, 250)).isEmpty();
    assertThat(endpointer.waited(50, 50)).contains(
        new Endpoint.Stopped(10 * 512, 10 * WINDOW_MS, 800, UtteranceEndReason.SILENCE));
  }

  @Test
  void nothingArrivesForAWhile_thenVoice_waitingIsForgotten() {
    feed(0.9f, 10);
    endpointer.waited(400, 700);
    feed(0.9f, 1);
    feed(0.1f, 15);
    assertThat(decisions).hasSize(1);
  }

  @Test
  void sparsePackets_silence_addsUpWithTheWaiting() {
    feed(0.9f, 10);
    feed(0.1f, 2);
    endpointer.waited(300, 600);
    feed(0.1f, 5);
    assertThat(last()).isEqualTo(
        new Endpoint.Stopped(10 * 512, 10 * WINDOW_MS, 7 * WINDOW_MS + 600, UtteranceEndReason.SILENCE));
  }

  @Test
  void unknownProbability_countsLikeTheOneBefore() {
    feed(Float.NaN, 10);
    assertThat(decisions).isEmpty();
    feed(0.9f, 1);
    feed(Float.NaN, 2);
    assertThat(decisions).hasSize(1);
  }

  @Test
  void anyProbabilities_startsAndStops_alternateAndStayInOrder() {
    for (long seed = 1; seed <= 200; seed++) {
      endpointer = new Endpointer(RULES, seed % 2 == 0 ? ListenMode.AUTO : ListenMode.REALTIME, seed % 3 == 0);
      decisions.clear();
      SplittableRandom random = new SplittableRandom(seed);
      float p = 0;
      for (int i = 0; i < 2_000; i++) {
        p = random.nextInt(12) == 0 ? (float) random.nextDouble() : p;
        feed(p, 1);
        assertThat(endpointer.neededFromSample()).isLessThanOrEqualTo((i + 1) * 512L);
      }
      long at = -1;
      for (int i = 0; i < decisions.size(); i++) {
        long sample = decisions.get(i) instanceof Endpoint.Started s
            ? s.startSample() : ((Endpoint.Stopped) decisions.get(i)).lastVoicedSample();
        assertThat(decisions.get(i) instanceof Endpoint.Started).as("seed %d", seed).isEqualTo(i % 2 == 0);
        assertThat(sample).as("seed %d", seed).isGreaterThanOrEqualTo(at);
        at = sample;
      }
    }
  }

  private Endpoint last() {
    return decisions.get(decisions.size() - 1);
  }

  private void feed(float probability, int windows) {
    for (int i = 0; i < windows; i++) {
      endpointer.window(probability).ifPresent(decisions::add);
    }
  }
}
