package io.xiaozhimesh.dialogue.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a sentence may end. */
final class Breaks {

  private static final String WIDE_ENDS = "。！？；";
  private static final String WIDE_CLAUSES = "，、：";
  private static final String ENDS = ".!?…";
  private static final String CLAUSES = ",;:";
  private static final String CLOSERS = "\"'”’)]*_";
  private static final Pattern INITIALS = Pattern.compile("(?:\\p{L}\\.){2,}|\\p{Lu}\\.");
  private static final Pattern LIST_NUMBER = Pattern.compile("\\d{1,3}\\.");
  private static final Set<String> ABBREVIATIONS = Set.of(
      "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "sr.", "jr.", "vs.", "etc.", "approx.", "no.", "fig.", "inc.",
      "ltd.", "co.", "dept.", "est.", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.",
      "nov.", "dec.", "gen.", "capt.", "mt.");

  private Breaks() {
  }

  /** Ends a sentence at once, whatever follows. */
  static boolean isWideEnd(int c) {
    return WIDE_ENDS.indexOf(c) >= 0;
  }

  /** Ends a clause at once. */
  static boolean isWideClause(int c) {
    return WIDE_CLAUSES.indexOf(c) >= 0;
  }

  /** Ends a sentence if a blank follows. */
  static boolean isEnd(int c) {
    return ENDS.indexOf(c) >= 0;
  }

  /** Ends a clause if a blank follows. */
  static boolean isClause(int c) {
    return CLAUSES.indexOf(c) >= 0;
  }

  /** Belongs to the sentence that has just ended. */
  static boolean isCloser(int c) {
    return CLOSERS.indexOf(c) >= 0;
  }

  /** Whether the full stop at the end of the segment belongs to an abbreviation or to the number of a list. */
  static boolean endsInAbbreviation(String segment, boolean lineStart) {
    String word = segment.substring(segment.lastIndexOf(' ') + 1);
    boolean listNumber = lineStart && word.length() == segment.length() && LIST_NUMBER.matcher(word).matches();
    return listNumber
        || INITIALS.matcher(word).matches()
        || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether the segment ends inside a Markdown link, which must not be torn. */
  static boolean insideLink(CharSequence segment) {
    String text = segment.toString();
    return text.lastIndexOf('[') > text.lastIndexOf(']') || text.lastIndexOf("](") > text.lastIndexOf(')');
  }

  /**
   * Where to cut a segment that is too long: after the last clause mark or blank of its second half, else at its end.
   */
  static int lastResort(CharSequence segment) {
    for (int i = segment.length() - 1; i > segment.length() / 2; i--) {
      char c = segment.charAt(i);
      if (c == ' ' || isWideClause(c)) {
        return i + 1;
      }
    }
    boolean torn = Character.isHighSurrogate(segment.charAt(segment.length() - 1));
    return torn ? segment.length() - 1 : segment.length();
  }
}
