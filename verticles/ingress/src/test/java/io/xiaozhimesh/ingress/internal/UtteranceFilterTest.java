package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import io.xiaozhimesh.stage.lease.UtteranceJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UtteranceFilterTest {

  private static final TurnRef REF = new TurnRef("s1", 1, 1);

  private final UtteranceJournal journal = new UtteranceJournal(30_000, 100_000);
  private final UtteranceFilter filter = new UtteranceFilter(journal);

  @BeforeEach
  void tenSecondsWereHeard() {
    for (int i = 0; i < 100; i++) {
      journal.add(new UtteranceJournal.Packet(0, Payload.wrap(new byte[] {1}), 100));
      journal.send();
    }
  }

  private boolean starts(int id, long atMs) {
    return filter.accept(new SpeechStarted(REF, id, atMs));
  }

  private boolean stops(int id, long atMs, UtteranceEndReason reason) {
    return filter.accept(new SpeechStopped(REF, id, atMs, 100, 500, reason));
  }

  private boolean words(int id) {
    return filter.accept(new TranscriptFinal(REF, id, "words", "en", "", "test", 1));
  }

  private boolean fails(int id, MeshError error) {
    return filter.accept(new TranscriptFailed(REF, id, error, ""));
  }

  @Test
  void utterance_fromBeginningToWords_owesATranscriptMeanwhile() {
    assertThat(filter.awaitsTranscript()).isFalse();
    assertThat(starts(0, 4_000)).isTrue();
    assertThat(stops(0, 8_000, UtteranceEndReason.SILENCE)).isTrue();
    assertThat(filter.awaitsTranscript()).isTrue();
    assertThat(words(0)).isTrue();
    assertThat(filter.awaitsTranscript()).isFalse();
    assertThat(journal.keptMs()).isEqualTo(2_000);
  }

  @Test
  void everyMessageTwice_countsOnce() {
    starts(0, 4_000);
    assertThat(starts(0, 4_000)).isFalse();
    stops(0, 8_000, UtteranceEndReason.SILENCE);
    assertThat(stops(0, 8_000, UtteranceEndReason.SILENCE)).isFalse();
    words(0);
    assertThat(words(0)).isFalse();
    assertThat(fails(0, MeshError.UNAVAILABLE)).isFalse();
  }

  @Test
  void wordsBeforeTheNewsOfSpeech_oweNothing() {
    assertThat(words(0)).isTrue();
    assertThat(starts(0, 4_000)).isTrue();
    assertThat(filter.awaitsTranscript()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"TOO_SHORT", "NO_SPEECH"})
  void nothingSaid_isNews_butNotWhileWordsAreBeingRecognised(UtteranceEndReason reason) {
    assertThat(stops(0, 1_000, reason)).isTrue();
    assertThat(stops(0, 1_000, reason)).isTrue();
    starts(0, 4_000);
    stops(0, 8_000, UtteranceEndReason.FLUSH);
    assertThat(stops(1, 8_000, reason)).isFalse();
    words(0);
    assertThat(stops(1, 8_000, reason)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "TIMEOUT"})
  void recogniserGone_utteranceIsKeptForTheNext(MeshError error) {
    starts(0, 4_000);
    stops(0, 8_000, UtteranceEndReason.SILENCE);
    assertThat(fails(0, error)).isTrue();
    journal.dealtWith(10_000);
    assertThat(journal.keptMs()).isEqualTo(7_000);
    assertThat(filter.awaitsTranscript()).isFalse();
  }

  @Test
  void recogniserFailed_utteranceIsDoneWith() {
    starts(0, 4_000);
    stops(0, 8_000, UtteranceEndReason.SILENCE);
    fails(0, MeshError.PROVIDER_FAILED);
    assertThat(journal.keptMs()).isEqualTo(2_000);
  }

  @Test
  void otherMessages_pass() {
    assertThat(filter.accept("anything")).isTrue();
    assertThat(filter.accept("anything")).isTrue();
  }

  @Test
  void newsOfTheBeginningLost_soundFromThereOnIsKeptUntilTheWordsCome() {
    assertThat(filter.accept(new SpeechStopped(REF, 0, 8_000, 4_000, 500, UtteranceEndReason.SILENCE))).isTrue();
    journal.dealtWith(10_000);
    assertThat(filter.awaitsTranscript()).isTrue();
    assertThat(journal.keptMs()).isEqualTo(10_000 - 4_000 + UtteranceJournal.PRE_ROLL_MS);
    assertThat(starts(0, 4_000)).isFalse();
    assertThat(words(0)).isTrue();
    assertThat(journal.keptMs()).isEqualTo(2_000);
  }
}
