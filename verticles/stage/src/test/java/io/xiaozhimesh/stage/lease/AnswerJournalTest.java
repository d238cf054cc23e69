package io.xiaozhimesh.stage.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.lease.AnswerJournal.Arrival;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerJournalTest {

  private static final TurnRef FIRST = new TurnRef("s", 1, 2);
  private static final TurnRef SECOND = new TurnRef("s", 1, 3);

  private final AnswerJournal journal = new AnswerJournal();

  @BeforeEach
  void twoSentences() {
    journal.sentence(new SpeakSentence(FIRST, 0, "One.", "en", "anna", 0));
    journal.sentence(new SpeakSentence(FIRST, 1, "Two.", "en", "anna", 0));
  }

  private Arrival frame(int sentence, int sequence) {
    return journal.frame(new SpeechFrame(FIRST, sentence, sequence, Payload.wrap(new byte[] {1})));
  }

  private Arrival spoken(int sentence, int frames) {
    return journal.spoken(new SentenceSpoken(FIRST, sentence, frames, "test"));
  }

  @Test
  void dialogueWorker_isTold_whatWasSaid() {
    assertThat(journal.alreadySaid()).containsExactly("One.", "Two.");
    assertThat(journal.sentences()).isEqualTo(2);
  }

  @Test
  void nothingReceived_everythingIsSpokenAgain() {
    assertThat(journal.restart(SECOND)).containsExactly(
        new SpeakSentence(SECOND, 0, "One.", "en", "anna", 0), new SpeakSentence(SECOND, 1, "Two.", "en", "anna", 0));
  }

  @Test
  void brokenOffInASentence_onlyItsRestIsSpoken() {
    frame(0, 0);
    frame(0, 1);
    spoken(0, 2);
    frame(1, 2);
    assertThat(journal.restart(SECOND)).containsExactly(new SpeakSentence(SECOND, 1, "Two.", "en", "anna", 1));
    assertThat(journal.framesReceived()).isEqualTo(3);
  }

  @Test
  void brokenOffTwice_skipsWhatBothHaveSent() {
    frame(0, 0);
    journal.restart(SECOND);
    assertThat(frame(0, 0)).isEqualTo(Arrival.NEXT);
    assertThat(journal.restart(SECOND).get(0).skipFrames()).isEqualTo(2);
    assertThat(spoken(0, 0)).isEqualTo(Arrival.NEXT);
  }

  @Test
  void frameLost_isNoticedAtTheNext() {
    assertThat(frame(0, 0)).isEqualTo(Arrival.NEXT);
    assertThat(frame(0, 2)).isEqualTo(Arrival.GAP);
    assertThat(journal.restart(SECOND).get(0).skipFrames()).isEqualTo(1);
  }

  @Test
  void messageTwice_isToldFromANewOne() {
    frame(0, 0);
    assertThat(frame(0, 0)).isEqualTo(Arrival.REPEATED);
    spoken(0, 1);
    assertThat(spoken(0, 1)).isEqualTo(Arrival.REPEATED);
    assertThat(journal.framesReceived()).isEqualTo(1);
  }

  @Test
  void lastFrameLost_isNoticedAtTheEndOfTheSentence() {
    frame(0, 0);
    assertThat(spoken(0, 2)).isEqualTo(Arrival.GAP);
    assertThat(journal.restart(SECOND)).hasSize(2);
  }

  @Test
  void sentenceLostOnItsWayToTts_isNoticedAtTheNext() {
    assertThat(frame(1, 0)).isEqualTo(Arrival.GAP);
    assertThat(spoken(1, 0)).isEqualTo(Arrival.GAP);
  }

  @Test
  void frameOfNoSentence_isRefused() {
    assertThat(frame(2, 0)).isEqualTo(Arrival.GAP);
    assertThat(spoken(2, 0)).isEqualTo(Arrival.GAP);
  }

  @Test
  void sentenceThatCannotBeSpoken_isNotTriedAgain() {
    assertThat(journal.unspeakable(0)).isEqualTo(Arrival.NEXT);
    assertThat(journal.unspeakable(7)).isEqualTo(Arrival.GAP);
    assertThat(journal.restart(SECOND)).extracting(SpeakSentence::index).containsExactly(1);
  }

  @Test
  void answer_isComplete_whenNoSentenceFollowsAndAllHaveCome() {
    frame(0, 0);
    spoken(0, 1);
    spoken(1, 0);
    assertThat(journal.isComplete()).isFalse();
    assertThat(journal.isEnded()).isFalse();
    journal.ended();
    assertThat(journal.isEnded()).isTrue();
    assertThat(journal.isComplete()).isTrue();
  }
}
