package io.xiaozhimesh.ingress.socket.rfc6455;

/**
 * Says of bytes that arrive in pieces whether they can still become UTF-8. Follows the table of well-formed sequences
 * in chapter 3.9 of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF. One per text.
 */
final class Utf8Check {

  private int missing;
  private int lowest = 0x80;
  private int highest = 0xBF;

  /** Takes the next bytes; false as soon as they can never be UTF-8, and then the object is of no more use. */
  boolean accept(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int value = bytes[i] & 0xFF;
      if (missing > 0 ? !follow(value) : value >= 0x80 && !lead(value)) {
        return false;
      }
    }
    return true;
  }

  /** Whether no character is cut. */
  boolean complete() {
    return missing == 0;
  }

  private boolean follow(int value) {
    boolean allowed = value >= lowest && value <= highest;
    expect(missing - 1, 0x80, 0xBF);
    return allowed;
  }

  private boolean lead(int value) {
    switch (value) {
      case 0xE0 -> expect(2, 0xA0, 0xBF);
      case 0xED -> expect(2, 0x80, 0x9F);
      case 0xF0 -> expect(3, 0x90, 0xBF);
      case 0xF4 -> expect(3, 0x80, 0x8F);
      default -> expect(followers(value), 0x80, 0xBF);
    }
    return missing > 0;
  }

  private static int followers(int value) {
    if (value >= 0xC2 && value <= 0xDF) {
      return 1;
    }
    if (value >= 0xE1 && value <= 0xEF) {
      return 2;
    }
    return value >= 0xF1 && value <= 0xF3 ? 3 : 0;
  }

  private void expect(int count, int low, int high) {
    missing = count;
    lowest = low;
    highest = high;
  }
}
