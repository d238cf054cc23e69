package io.xiaozhimesh.protocol.device;

/**
 * Makes text fit for the wire: control characters become spaces, halves of surrogate pairs the replacement character,
 * and what is too long is cut between code points. Devices drop a whole message over one bad character.
 */
final class WireText {

  private static final int REPLACEMENT = 0xFFFD;

  private WireText() {
  }

  /** At most {@code charsMax} UTF-16 units. */
  static String clean(String text, int charsMax) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), charsMax));
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (out.length() + Character.charCount(codePoint) > charsMax) {
        break;
      }
      out.appendCodePoint(allowed(codePoint));
    }
    return out.toString();
  }

  /** At most {@code bytesMax} bytes as the inside of a JSON string in UTF-8. */
  static String fit(String text, int bytesMax) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), bytesMax));
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = allowed(text.codePointAt(i));
      i += Character.charCount(codePoint);
      bytes += jsonBytes(codePoint);
      if (bytes > bytesMax) {
        break;
      }
      out.appendCodePoint(codePoint);
    }
    return out.toString();
  }

  /** Only halves of surrogate pairs are replaced: for payloads whose control characters JSON escapes. */
  static String wellFormed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(surrogate(c) ? REPLACEMENT : c));
    return out.toString();
  }

  private static int allowed(int codePoint) {
    if (Character.isISOControl(codePoint)) {
      return ' ';
    }
    return surrogate(codePoint) ? REPLACEMENT : codePoint;
  }

  private static boolean surrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static int jsonBytes(int codePoint) {
    if (codePoint == '"' || codePoint == '\\') {
      return 2;
    }
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
