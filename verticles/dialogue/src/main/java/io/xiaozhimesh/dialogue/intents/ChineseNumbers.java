package io.xiaozhimesh.dialogue.intents;

import java.util.OptionalInt;

/** Chinese numbers, 0 to 100. */
final class ChineseNumbers {

  private static final String DIGITS = "零一二三四五六七八九";

  private ChineseNumbers() {
  }

  /** In Chinese characters, as it is spoken. */
  static String words(int number) {
    if (number == 100) {
      return "一百";
    } else if (number < 10) {
      return DIGITS.substring(number, number + 1);
    }
    String tens = number < 20 ? "十" : DIGITS.charAt(number / 10) + "十";
    return number % 10 == 0 ? tens : tens + DIGITS.charAt(number % 10);
  }

  /** The number from 0 to 100 that these characters or digits say, if they do. */
  static OptionalInt percent(String text) {
    String plain = text.replace('两', '二').replace('〇', '零');
    for (int n = 0; n <= 100; n++) {
      if (words(n).equals(plain) || String.valueOf(n).equals(plain)) {
        return OptionalInt.of(n);
      }
    }
    return "百".equals(plain) ? OptionalInt.of(100) : OptionalInt.empty();
  }
}
