package io.xiaozhimesh.dialogue.intents;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How people say a level from 0 to 100. */
final class LevelWords {

  private LevelWords() {
  }

  /** Steps of ten and the named levels, as they are declared. */
  static List<String> english() {
    List<String> words = tens(true);
    words.addAll(List.of("maximum", "minimum", "half"));
    return words;
  }

  /** Steps of ten and the named levels, as they are declared. */
  static List<String> mandarin() {
    List<String> words = tens(false);
    words.addAll(List.of("最大", "最小", "一半"));
    return words;
  }

  private static List<String> tens(boolean english) {
    List<String> words = new ArrayList<>();
    for (int n = 0; n <= 100; n += 10) {
      words.add(english ? EnglishNumbers.words(n) : ChineseNumbers.words(n));
    }
    return words;
  }

  /** The level that these normalised words say, if they do. */
  static OptionalInt percent(String words) {
    return switch (words) {
      case "maximum", "max", "full", "the maximum", "the max", "最大", "最高", "最亮" -> OptionalInt.of(100);
      case "minimum", "min", "the minimum", "最小", "最低", "最暗" -> OptionalInt.of(10);
      case "half", "medium", "the middle", "一半", "中等" -> OptionalInt.of(50);
      default -> number(words);
    };
  }

  private static OptionalInt number(String words) {
    OptionalInt english = EnglishNumbers.percent(words);
    return english.isPresent() ? english : ChineseNumbers.percent(words);
  }
}
