package io.xiaozhimesh.asr.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhraseSetTest {

  private static final Set<String> DICTIONARY = Set.of("what", "what's", "the", "time", "now");

  @Test
  void englishPhrases_ofAnyRegion_areTaken_othersCounted() {
    PhraseSet set = of(new Phrase("en", "the time"), new Phrase("en-GB", "what time"), new Phrase("zh-CN", "现在几点"),
        new Phrase("eng", "time now"));

    assertThat(set.phrases()).containsExactly("the time", "what time");
    assertThat(set.otherLanguage()).isEqualTo(2);
    assertThat(set.unpronounceable()).isZero();
  }

  @Test
  void phraseWithAnUnknownWord_isLeftOutAndCounted() {
    PhraseSet set = of(new Phrase("en", "the time"), new Phrase("en", "the xiaozhi"), new Phrase("en", " "));

    assertThat(set.phrases()).containsExactly("the time");
    assertThat(set.unpronounceable()).isEqualTo(2);
  }

  @Test
  void punctuationAndCase_areNotSpoken() {
    assertThat(of(new Phrase("en", "  What\u2019s  the time, now? ")).phrases())
        .containsExactly("what's the time now");
  }

  @Test
  void tooManyPhrases_areCounted() {
    List<Phrase> many = IntStream.range(0, PhraseSet.PHRASES_MAX + 2)
        .mapToObj(i -> new Phrase("en", "time " + i)).toList();

    PhraseSet set = PhraseSet.of(many, word -> true);

    assertThat(set.phrases()).hasSize(PhraseSet.PHRASES_MAX);
    assertThat(set.unpronounceable()).isEqualTo(2);
  }

  private static PhraseSet of(Phrase... phrases) {
    return PhraseSet.of(List.of(phrases), DICTIONARY::contains);
  }
}
