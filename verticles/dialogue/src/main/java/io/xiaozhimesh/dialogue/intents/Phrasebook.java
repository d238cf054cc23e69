package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The phrases of one intent, and the patterns by which it is tolerant. A phrase also counts with a polite word or the
 * like around it.
 */
final class Phrasebook {

  static final String ENGLISH = "en-US";
  static final String MANDARIN = "zh-CN";

  private static final Pattern COURTESY = Pattern.compile(
      "^(?:(?:hey|hi|hello|please|ok|okay|so|well|um|uh|now|can you|could you|would you|will you|请问|请你|请|那|嗯|你好|"
          + "麻烦你|麻烦|帮我|给我|你能|能不能|可以|小智)\\s*)+(?=.)|\\s*(?:please|now|for me|thanks|thank you|吧|吗|呢|啊|呀|好吗|好不好|一下|谢谢)$",
      Pattern.CASE_INSENSITIVE);

  private final List<Phrase> phrases;
  private final Set<String> exact;
  private final List<Pattern> keywords;

  /**
   * @param english phrases, as they are declared
   * @param mandarin phrases, as they are declared
   * @param keywords patterns of which one is enough when tolerance is wanted
   */
  Phrasebook(List<String> english, List<String> mandarin, List<String> keywords) {
    this.phrases = Stream.concat(
        english.stream().map(p -> new Phrase(ENGLISH, p)),
        mandarin.stream().map(p -> new Phrase(MANDARIN, p))).toList();
    this.exact = phrases.stream().map(p -> NormalText.of(p.text())).collect(Collectors.toSet());
    this.keywords = keywords.stream().map(Pattern::compile).toList();
  }

  List<Phrase> phrases() {
    return phrases;
  }

  boolean knows(Utterance utterance) {
    return exact.contains(utterance.words())
        || exact.contains(withoutCourtesy(utterance.words()))
        || utterance.tolerant() && keywords.stream().anyMatch(k -> k.matcher(utterance.words()).find());
  }

  /** The words without "please", "can you" and the like around them. */
  static String withoutCourtesy(String words) {
    return COURTESY.matcher(words).replaceAll("").strip();
  }
}
