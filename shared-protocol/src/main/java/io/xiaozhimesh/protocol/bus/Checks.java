package io.xiaozhimesh.protocol.bus;

/** What the constructors of messages demand. Every failure is an {@link IllegalArgumentException} that names the field. */
final class Checks {

  private Checks() {
  }

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  static void present(Object value, String field) {
    that(value != null, field + " is missing");
  }

  static void notNegative(long value, String field) {
    that(value >= 0, field + " must not be negative");
  }

  static void positive(long value, String field) {
    that(value > 0, field + " must be positive");
  }

  static void range(int value, String field, int min, int max) {
    that(value >= min && value <= max, field + " must be from " + min + " to " + max + ", is " + value);
  }

  static void oneOf(int value, String field, int... allowed) {
    for (int a : allowed) {
      if (value == a) {
        return;
      }
    }
    throw new IllegalArgumentException(field + " has no allowed value: " + value);
  }

  static void text(String value, String field, int charsMax) {
    present(value, field);
    that(value.length() <= charsMax, field + " is longer than " + charsMax + " characters");
  }

  /** Letters, digits, "_" and "-": what a device copies unescaped into its messages. */
  static void token(String value, String field, int charsMax) {
    text(value, field, charsMax);
    that(!value.isEmpty(), field + " is empty");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
      that(allowed, field + " holds a character other than letters, digits, \"_\" and \"-\"");
    }
  }
}
