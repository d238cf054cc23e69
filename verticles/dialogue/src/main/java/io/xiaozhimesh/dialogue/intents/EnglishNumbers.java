package io.xiaozhimesh.dialogue.intents;

import java.util.List;
import java.util.OptionalInt;

/** English numbers in words, 0 to 999. */
final class EnglishNumbers {

  private static final List<String> SMALL = List.of(
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen");
  private static final List<String> TENS = List.of(
      "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  private EnglishNumbers() {
  }

  /** The words, as they are spoken. */
  static String words(int number) {
    if (number < 20) {
      return SMALL.get(number);
    } else if (number < 100) {
      return TENS.get(number / 10) + (number % 10 == 0 ? "" : " " + SMALL.get(number % 10));
    }
    return SMALL.get(number / 100) + " hundred" + (number % 100 == 0 ? "" : " " + words(number % 100));
  }

  /** The number from 0 to {@code most} that these words say, if they do. */
  static OptionalInt upTo(int most, String words) {
    String plain = words.replace('-', ' ').strip();
    for (int n = 0; n <= most; n++) {
      if (words(n).equals(plain)) {
        return OptionalInt.of(n);
      }
    }
    return OptionalInt.empty();
  }

  /** The number from 0 to 100 that these words say, if they do. */
  static OptionalInt percent(String words) {
    String plain = words.replace('-', ' ').strip();
    for (int n = 0; n <= 100; n++) {
      if (words(n).equals(plain)) {
        return OptionalInt.of(n);
      }
    }
    return "a hundred".equals(plain) || "hundred".equals(plain) ? OptionalInt.of(100) : OptionalInt.empty();
  }
}
