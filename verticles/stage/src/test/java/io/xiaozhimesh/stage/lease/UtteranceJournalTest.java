package io.xiaozhimesh.stage.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtteranceJournalTest {

  private static final int FRAME_MS = 60;

  private final UtteranceJournal journal = new UtteranceJournal(30_000, 100_000);
  private long said;

  /** Hears so much; the timestamp of a packet is its position in all that was ever heard. */
  private void hear(long ms) {
    for (long until = said + ms; said < until; said += FRAME_MS) {
      journal.add(new UtteranceJournal.Packet(said, Payload.wrap(new byte[10]), FRAME_MS));
    }
  }

  private List<Long> sendAll() {
    List<Long> sent = new ArrayList<>();
    while (journal.hasUnsent()) {
      sent.add(journal.send().orElseThrow().timestampMs());
    }
    return sent;
  }

  private List<Long> replay() {
    journal.rewind();
    return sendAll();
  }

  @Test
  void packets_areSentOnceInOrder() {
    hear(180);
    assertThat(sendAll()).containsExactly(0L, 60L, 120L);
    assertThat(journal.send()).isEmpty();
  }

  @Test
  void silence_dealtWith_keepsTheLookBackOnly() {
    hear(12_000);
    sendAll();
    journal.dealtWith(11_400);
    assertThat(replay()).startsWith(8_880L).endsWith(11_940L);
  }

  @Test
  void silence_notDealtWith_isKeptWhole() {
    hear(12_000);
    sendAll();
    assertThat(replay()).hasSize(200);
  }

  @Test
  void utterance_unsettled_isReplayedWithItsPreRoll() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 3_000);
    journal.dealtWith(9_000);
    assertThat(replay()).startsWith(1_980L).endsWith(8_940L);
  }

  @Test
  void utterance_endedButItsWordsUnknown_isReplayedWhole() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 3_000);
    journal.speechStopped(0, 5_000);
    journal.dealtWith(9_000);
    assertThat(replay()).startsWith(1_980L);
  }

  @Test
  void utterance_settled_isNeverReplayed() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 3_000);
    journal.speechStopped(0, 8_000);
    journal.settled(0);
    journal.dealtWith(9_000);
    assertThat(replay()).startsWith(7_980L);
  }

  @Test
  void utterance_wordsComeBeforeTheNewsOfItsEnd_isSettledAllTheSame() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 3_000);
    journal.settled(0);
    journal.speechStopped(0, 8_000);
    assertThat(replay()).startsWith(7_980L);
  }

  @Test
  void utterance_newsOfItsEndLost_isSettledWhenTheNextBegins() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 3_000);
    journal.settled(0);
    journal.speechStarted(1, 6_000);
    assertThat(replay()).startsWith(5_700L);
  }

  @Test
  void utterance_newsOfItsEndLostWithItsWorker_isSettledWhereTheWorkerWas() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 3_000);
    journal.dealtWith(8_000);
    journal.settled(0);
    assertThat(replay()).startsWith(7_800L);
  }

  @Test
  void nextUtterance_whileTheFirstIsRecognised_keepsBoth() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 1_500);
    journal.speechStopped(0, 3_000);
    journal.speechStarted(1, 5_000);
    journal.dealtWith(9_000);
    assertThat(replay()).startsWith(480L);
    journal.speechStarted(0, 1_020);
    journal.speechStopped(0, 2_520);
    journal.speechStarted(1, 4_520);
    journal.settled(0);
    journal.dealtWith(8_520);
    assertThat(replay()).startsWith(3_960L);
  }

  @Test
  void afterARewind_positionsCountFromWhatWasKept() {
    hear(9_000);
    sendAll();
    journal.speechStarted(0, 3_000);
    journal.dealtWith(9_000);
    assertThat(replay().get(0)).isEqualTo(1_980L);
    journal.speechStarted(0, 3_000);
    assertThat(journal.keptMs()).isEqualTo(7_020);
    journal.dealtWith(7_020);
    assertThat(replay().get(0)).isEqualTo(3_960L);
  }

  @Test
  void rewind_inTheMiddle_putsSentBeforeUnsent() {
    hear(300);
    journal.send();
    journal.send();
    assertThat(replay()).containsExactly(0L, 60L, 120L, 180L, 240L);
  }

  @Test
  void button_staysReleasedForTheNextWorker() {
    journal.flushed();
    journal.rewind();
    assertThat(journal.isFlushed()).isTrue();
  }

  @Test
  void tooMuch_dropsTheOldestAndCountsIt() {
    hear(31_200);
    assertThat(journal.keptMs()).isEqualTo(30_000);
    assertThat(journal.dropped()).isEqualTo(20);
    assertThat(sendAll().get(0)).isEqualTo(1_200L);
  }

  @Test
  void tooManyBytes_dropsTheOldestAndCountsIt() {
    journal.add(new UtteranceJournal.Packet(0, Payload.wrap(new byte[60_000]), 60));
    journal.send();
    journal.add(new UtteranceJournal.Packet(60, Payload.wrap(new byte[60_000]), 60));
    assertThat(journal.bytes()).isEqualTo(60_000);
    assertThat(journal.dropped()).isEqualTo(1);
    assertThat(replay()).containsExactly(60L);
  }

  /** Whatever happens: nothing settled comes again, and nothing is missing from the last settled point on. */
  @Test
  void anyOrder_always_replaysFromTheSettledPointOnWithoutAGap() {
    long seed = Long.getLong("mesh.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      UtteranceJournalTest fresh = new UtteranceJournalTest();
      fresh.anyRun(random);
    }
  }

  private void anyRun(Random random) {
    long base = 0;
    long settled = 0;
    for (int id = 0; id < 6; id++) {
      long begin = said + random.nextInt(3_000);
      hear(begin - said + 120);
      sendAll();
      journal.speechStarted(id, begin - base);
      hear(500 + random.nextInt(2_000));
      sendAll();
      long end = said - random.nextInt(300);
      journal.speechStopped(id, end - base);
      if (random.nextBoolean()) {
        journal.settled(id);
        settled = end;
        journal.dealtWith(said - base);
      } else {
        List<Long> again = replay();
        assertThat(again.get(0)).isGreaterThan(settled - FRAME_MS)
            .isLessThanOrEqualTo(Math.max(settled, begin - UtteranceJournal.PRE_ROLL_MS));
        assertThat(again).hasSize((int) ((said - again.get(0)) / FRAME_MS));
        base = again.get(0);
        settled = Math.max(settled, base);
        journal.speechStarted(id, begin - base);
        journal.speechStopped(id, end - base);
        journal.settled(id);
        settled = end;
      }
    }
  }
}
