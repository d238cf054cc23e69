package io.xiaozhimesh.registry.internal;

/** Makes text from outside fit a column. */
public final class StoredText {

  private StoredText() {
  }

  /**
   * At most {@code charsMax} characters of the text, cut between whole characters, without U+0000, which PostgreSQL
   * cannot store.
   */
  public static String fit(String text, int charsMax) {
    String storable = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (storable.length() <= charsMax) {
      return storable;
    }
    boolean splits = Character.isHighSurrogate(storable.charAt(charsMax - 1));
    return storable.substring(0, splits ? charsMax - 1 : charsMax);
  }
}
