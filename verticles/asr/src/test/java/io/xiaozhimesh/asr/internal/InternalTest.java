package io.xiaozhimesh.asr.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.asr.internal.PhraseBook.Outcome;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InternalTest {

  @Nested
  class PhraseBookTest {

    private final PhraseBook book = new PhraseBook(2, 4);

    @Test
    void declarations_ofSeveralSources_areMergedOnce() {
      assertThat(declare("b", "two", "one")).isEqualTo(Outcome.CHANGED);
      assertThat(declare("a", "one", "three")).isEqualTo(Outcome.CHANGED);

      assertThat(book.union()).extracting(Phrase::text).containsExactly("one", "three", "two");
    }

    @Test
    void laterDeclaration_ofTheSameSource_replaces() {
      declare("a", "one");
      declare("a", "two");

      assertThat(book.union()).extracting(Phrase::text).containsExactly("two");
    }

    @Test
    void sameDeclaration_again_changesNothing() {
      declare("a", "one");

      assertThat(declare("a", "one")).isEqualTo(Outcome.SAME);
    }

    @Test
    void emptyDeclaration_freesThePlaceOfItsSource() {
      declare("a", "one");
      declare("b", "two");

      assertThat(declare("c", "three")).isEqualTo(Outcome.REFUSED);
      assertThat(declare("a")).isEqualTo(Outcome.CHANGED);
      assertThat(declare("c", "three")).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void tooManyPhrases_areRefused_andTheOldOnesHold() {
      declare("a", "one");

      assertThat(declare("a", "1", "2", "3", "4", "5")).isEqualTo(Outcome.REFUSED);
      assertThat(book.union()).extracting(Phrase::text).containsExactly("one");
    }

    private Outcome declare(String source, String... phrases) {
      return book.declare(new PhrasesDeclared(source, Stream.of(phrases).map(p -> new Phrase("en", p)).toList()));
    }
  }

  @Nested
  class PcmOrderTest {

    private final List<Integer> handedOn = new ArrayList<>();
    private final PcmOrder order = new PcmOrder(pcm -> handedOn.add((int) pcm[0]));

    @Test
    void piecesInDisorder_areHandedOnInOrder() {
      accept(1, 0, 3, 2);

      assertThat(handedOn).containsExactly(0, 1, 2, 3);
      assertThat(order.missing()).isZero();
    }

    @Test
    void repeatedPiece_isDroppedAndCounted() {
      accept(0, 0, 2, 2, 1);

      assertThat(handedOn).containsExactly(0, 1, 2);
      assertThat(order.repeated()).isEqualTo(2);
    }

    @Test
    void gap_withManyWaiting_isGivenUp() {
      accept(0);
      for (int i = 2; i <= PcmOrder.WAITING_MAX + 2; i++) {
        accept(i);
      }

      assertThat(handedOn).hasSize(PcmOrder.WAITING_MAX + 2).startsWith(0, 2, 3);
      assertThat(order.missing()).isEqualTo(1);
    }

    @Test
    void end_handsOnWhatWaits_andCountsWhatNeverCame() {
      accept(0, 2, 5);
      order.end(8);

      assertThat(handedOn).containsExactly(0, 2, 5);
      assertThat(order.missing()).isEqualTo(5);
    }

    private void accept(int... sequences) {
      for (int sequence : sequences) {
        order.accept(sequence, new short[] {(short) sequence});
      }
    }
  }

  @Nested
  class UtteranceTableTest {

    private final UtteranceTable<String> table = new UtteranceTable<>(1_000);

    @Test
    void severalUtterancesOfASession_areKeptApart() {
      add(1, 0, 0, "a");
      add(1, 0, 1, "b");

      assertThat(table.touch(ref(1, 0), 1, 5)).contains("b");
      assertThat(table.remove(ref(1, 0), 0)).contains("a");
      assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void newerEpoch_takesOutTheOlder_whichIsStaleFromThenOn() {
      add(1, 0, 0, "old");

      assertThat(table.supersede(ref(2, 1), 0, 1)).containsExactly("old");
      assertThat(table.isStale(ref(1, 0))).isTrue();
      assertThat(table.isStale(ref(2, 1))).isFalse();
      assertThat(table.touch(ref(1, 0), 0, 2)).isEmpty();
    }

    @Test
    void sameName_again_takesOutTheFirst() {
      add(1, 0, 0, "first");

      assertThat(table.supersede(ref(1, 0), 0, 1)).containsExactly("first");
      assertThat(table.size()).isZero();
    }

    @Test
    void silentUtterance_expires_touchedOneLives_andTheEpochIsForgottenLast() {
      add(1, 3, 0, "silent");
      add(1, 3, 1, "touched");
      table.touch(ref(1, 3), 1, 900);

      assertThat(table.expire(1_001)).containsExactly("silent");
      assertThat(table.expire(1_901)).containsExactly("touched");
      assertThat(table.sessions()).isZero();
      assertThat(table.isStale(ref(1, 0))).isFalse();
    }

    @Test
    void clear_takesOutEverything() {
      add(1, 0, 0, "a");

      assertThat(table.clear()).containsExactly("a");
      assertThat(table.size()).isZero();
    }

    private void add(int turnId, int epoch, int utteranceId, String utterance) {
      table.supersede(ref(turnId, epoch), utteranceId, 0);
      table.add(ref(turnId, epoch), utteranceId, utterance, 0);
    }

    private static TurnRef ref(int turnId, int epoch) {
      return new TurnRef("s1", turnId, epoch);
    }
  }
}
