package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people say to a question whether something shall really be done. Whole utterances only, and a yes not even with a
 * polite word around it ("是吗" is none). Stateless and thread-safe.
 */
public final class YesNo {

  private static final List<Phrase> YES = phrases(
      List.of("yes", "yeah", "yep", "sure", "of course", "do it", "yes do it", "go ahead", "yes please", "please do",
          "confirm", "i am sure", "i'm sure", "okay", "ok"),
      List.of("是", "是的", "对", "对的", "好", "好的", "好啊", "行", "可以", "确定", "确认", "当然", "要", "没错", "确定要"));
  private static final List<Phrase> NO = phrases(
      List.of("no", "nope", "don't", "do not", "don't do it", "no thanks", "no thank you", "cancel", "cancel that",
          "never mind", "rather not"),
      List.of("不", "不要", "不用", "不用了", "不是", "不行", "不可以", "别", "算了", "取消", "不确定"));

  private static final Set<String> YES_WORDS = words(YES);
  private static final Set<String> NO_WORDS = words(NO);

  private YesNo() {
  }

  /** True for a yes, false for a no; empty for anything else. */
  public static Optional<Boolean> in(Utterance utterance) {
    if (YES_WORDS.contains(utterance.words())) {
      return Optional.of(true);
    }
    boolean no = NO_WORDS.contains(utterance.words())
        || NO_WORDS.contains(Phrasebook.withoutCourtesy(utterance.words()));
    return no ? Optional.of(false) : Optional.empty();
  }

  /** All of it, for the grammar of a commands recogniser. */
  public static List<Phrase> phrases() {
    return Intents.join(YES, NO);
  }

  private static List<Phrase> phrases(List<String> english, List<String> mandarin) {
    return Stream.concat(english.stream().map(text -> new Phrase(Phrasebook.ENGLISH, text)),
        mandarin.stream().map(text -> new Phrase(Phrasebook.MANDARIN, text))).toList();
  }

  private static Set<String> words(List<Phrase> phrases) {
    return phrases.stream().map(phrase -> NormalText.of(phrase.text())).collect(Collectors.toSet());
  }
}
