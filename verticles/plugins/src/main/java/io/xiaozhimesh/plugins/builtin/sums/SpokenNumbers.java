package io.xiaozhimesh.plugins.builtin.sums;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers as they are spoken: English words and Chinese characters, up to the hundreds of millions. Stateless. */
final class SpokenNumbers {

  private static final List<String> SMALL = List.of("zero", "one", "two", "three", "four", "five", "six", "seven",
      "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen");
  private static final List<String> TENS = List.of("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty",
      "seventy", "eighty", "ninety");
  private static final Map<String, Long> SCALES = Map.of("thousand", 1_000L, "million", 1_000_000L);
  private static final String DIGITS = "零一二三四五六七八九";
  private static final Map<Character, Long> CHINESE_STEPS = Map.of('十', 10L, '百', 100L, '千', 1_000L);
  private static final Map<Character, Long> CHINESE_SCALES = Map.of('万', 10_000L, '亿', 100_000_000L);
  private static final int CHARS_MAX = 60;
  /** Times the largest scale it still fits a long. */
  private static final long LARGEST = 10_000_000_000L;

  private SpokenNumbers() {
  }

  /** Whether this word can be part of an English number. */
  static boolean isEnglish(String word) {
    return SMALL.contains(word) || TENS.contains(word) || SCALES.containsKey(word) || word.equals("hundred")
        || word.equals("point");
  }

  /** Whether this character can be part of a Chinese number. */
  static boolean isChinese(char c) {
    return DIGITS.indexOf(c) >= 0 || CHINESE_STEPS.containsKey(c) || CHINESE_SCALES.containsKey(c)
        || c == '两' || c == '〇' || c == '点';
  }

  /** The number that these English words say, if they say one: "two thousand three hundred and five point one". */
  static Optional<BigDecimal> english(List<String> words) {
    int point = words.indexOf("point");
    List<String> whole = point < 0 ? words : words.subList(0, point);
    Optional<BigDecimal> before = englishWhole(whole);
    if (point < 0 || before.isEmpty()) {
      return before;
    }
    StringBuilder digits = new StringBuilder();
    for (String word : words.subList(point + 1, words.size())) {
      int digit = SMALL.indexOf(word);
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      digits.append(digit);
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(before.get() + "." + digits));
  }

  private static Optional<BigDecimal> englishWhole(List<String> words) {
    long total = 0;
    long group = 0;
    boolean any = false;
    for (String word : words) {
      int small = SMALL.indexOf(word);
      if (word.equals("and") && any) {
        continue;
      } else if (small >= 0) {
        group += small;
      } else if (TENS.contains(word)) {
        group += 10L * TENS.indexOf(word);
      } else if (word.equals("hundred")) {
        group = Math.max(1, group) * 100;
      } else if (SCALES.containsKey(word)) {
        total += Math.max(1, group) * SCALES.get(word);
        group = 0;
      } else {
        return Optional.empty();
      }
      if (total + group > LARGEST) {
        return Optional.empty();
      }
      any = true;
    }
    return any ? Optional.of(BigDecimal.valueOf(total + group)) : Optional.empty();
  }

  /** The number that these Chinese characters say, if they say one: 两千三百零五点一, 一二三, 1万. */
  static Optional<BigDecimal> chinese(String text) {
    String plain = text.replace('两', '二').replace('〇', '零');
    int point = plain.indexOf('点');
    if (plain.isEmpty() || plain.length() > CHARS_MAX) {
      return Optional.empty();
    } else if (point < 0) {
      return chineseWhole(plain);
    }
    Optional<BigDecimal> before = chineseWhole(plain.substring(0, point));
    Optional<String> after = digits(plain.substring(point + 1));
    return before.isEmpty() || after.isEmpty() ? Optional.empty()
        : Optional.of(new BigDecimal(before.get() + "." + after.get()));
  }

  private static Optional<BigDecimal> chineseWhole(String text) {
    Optional<String> digits = digits(text);
    if (digits.isPresent()) {
      return Optional.of(new BigDecimal(digits.get()));
    }
    long total = 0;
    long group = 0;
    long digit = 0;
    for (char c : text.toCharArray()) {
      if (DIGITS.indexOf(c) >= 0) {
        digit = DIGITS.indexOf(c);
      } else if (CHINESE_STEPS.containsKey(c)) {
        group += Math.max(1, digit) * CHINESE_STEPS.get(c);
        digit = 0;
      } else if (CHINESE_SCALES.containsKey(c)) {
        total = (total + Math.max(1, group + digit)) * CHINESE_SCALES.get(c);
        group = 0;
        digit = 0;
      } else {
        return Optional.empty();
      }
      if (total + group > LARGEST) {
        return Optional.empty();
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(BigDecimal.valueOf(total + group + digit));
  }

  /** Figures one after the other, as in a telephone number. */
  private static Optional<String> digits(String text) {
    StringBuilder digits = new StringBuilder();
    for (char c : text.toCharArray()) {
      int digit = DIGITS.indexOf(c);
      if (digit < 0) {
        return Optional.empty();
      }
      digits.append(digit);
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(digits.toString());
  }
}
