package io.xiaozhimesh.plugins.builtin.sums;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number and what follows it: "5 miles", "twenty-five kilos", 三百公里, 半斤.
 *
 * @param amount the number
 * @param unit the rest, or ""
 */
record Quantity(BigDecimal amount, String unit) {

  /** Longest text that is read, in characters. */
  static final int CHARS_MAX = 100;

  private static final int DIGITS_MAX = 30;
  private static final Pattern FIGURES = Pattern.compile("(-?[\\d,]*\\.?\\d+)\\s*(万|亿)?\\s*(.*)");

  /**
   * Reads it.
   *
   * @param isUnit whether a text names a unit; decides where a Chinese number ends: 五千克 are five kilograms
   */
  static Optional<Quantity> of(String text, Predicate<String> isUnit) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty() || plain.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Matcher figures = FIGURES.matcher(plain);
    if (figures.matches()) {
      return ofFigures(figures);
    }
    return plain.charAt(0) < 128 ? english(plain) : chinese(plain, isUnit);
  }

  private static Optional<Quantity> ofFigures(Matcher figures) {
    String digits = figures.group(1).replace(",", "");
    if (digits.length() > DIGITS_MAX) {
      return Optional.empty();
    }
    BigDecimal scale = BigDecimal.valueOf("万".equals(figures.group(2)) ? 10_000L
        : "亿".equals(figures.group(2)) ? 100_000_000L : 1L);
    return Optional.of(new Quantity(new BigDecimal(digits).multiply(scale), figures.group(3).strip()));
  }

  private static Optional<Quantity> english(String text) {
    List<String> words = new ArrayList<>(Arrays.asList(text.split("[\\s-]+")));
    boolean half = words.get(0).equals("half");
    boolean minus = words.get(0).equals("minus");
    if (half || minus) {
      words.remove(0);
    }
    int end = 0;
    if (!words.isEmpty() && (words.get(0).equals("a") || words.get(0).equals("an"))) {
      words.set(0, "one");
    }
    while (end < words.size() && (SpokenNumbers.isEnglish(words.get(end)) || end > 0 && words.get(end).equals("and"))) {
      end++;
    }
    Optional<BigDecimal> number = end == 0 && half ? Optional.of(BigDecimal.ONE)
        : SpokenNumbers.english(words.subList(0, end));
    String unit = String.join(" ", words.subList(end, words.size()));
    return number.map(value -> half ? value.multiply(new BigDecimal("0.5")) : minus ? value.negate() : value)
        .map(value -> new Quantity(value, unit));
  }

  private static Optional<Quantity> chinese(String text, Predicate<String> isUnit) {
    if (text.charAt(0) == '半') {
      return Optional.of(new Quantity(new BigDecimal("0.5"), text.substring(1).replaceFirst("^个", "")));
    }
    boolean minus = text.startsWith("负") || text.startsWith("零下");
    String plain = minus ? text.replaceFirst("^(?:负|零下)", "") : text;
    Optional<Quantity> longest = Optional.empty();
    for (int end = 1; end <= plain.length() && SpokenNumbers.isChinese(plain.charAt(end - 1)); end++) {
      Optional<BigDecimal> value = SpokenNumbers.chinese(plain.substring(0, end));
      String unit = plain.substring(end);
      if (value.isPresent()) {
        longest = value.map(number -> new Quantity(minus ? number.negate() : number, unit));
        if (isUnit.test(unit)) {
          return longest;
        }
      }
    }
    return longest;
  }
}
