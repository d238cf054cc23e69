package io.xiaozhimesh.tts.freetts;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text as FreeTTS can read it: plain ASCII. Accents are taken off, typographic signs become their ASCII likes, a few
 * signs become words, everything else becomes a space. Pure.
 */
final class EnglishText {

  private static final Map<Integer, String> SPOKEN = Map.ofEntries(
      Map.entry((int) '\u2018', "'"), Map.entry((int) '\u2019', "'"),
      Map.entry((int) '\u201c', " "), Map.entry((int) '\u201d', " "),
      Map.entry((int) '\u2013', ", "), Map.entry((int) '\u2014', ", "), Map.entry((int) '\u2026', ". "),
      Map.entry((int) '\u00b0', " degrees "),
      Map.entry((int) '\u20ac', " euros "), Map.entry((int) '\u00a3', " pounds "),
      Map.entry((int) '\u00df', "ss"), Map.entry((int) '\u00e6', "ae"), Map.entry((int) '\u00f8', "o"),
      Map.entry((int) '&', " and "), Map.entry((int) '@', " at "), Map.entry((int) '+', " plus "),
      Map.entry((int) '=', " equals "), Map.entry((int) '%', " percent "));

  private static final String KEPT = " '.,!?;:$-/()";

  /** FreeTTS says nothing at all for a number of zeros only. */
  private static final Pattern ZEROS = Pattern.compile("(?<![\\d.,:])0{2,}(?![\\d.,:])");

  /** Longest row of letters or digits; FreeTTS spells longer ones for minutes. */
  private static final Pattern ENDLESS = Pattern.compile("([A-Za-z0-9]{40})[A-Za-z0-9]+");

  private EnglishText() {
  }

  /** The text to speak; "" if nothing in it can be spoken. */
  static String clean(String text) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> append(plain, c));
    String shorter = ENDLESS.matcher(plain).replaceAll("$1");
    String spoken = ZEROS.matcher(shorter).replaceAll(EnglishText::zeros).replaceAll("\\s+", " ").strip();
    return spoken.chars().anyMatch(Character::isLetterOrDigit) ? spoken : "";
  }

  private static void append(StringBuilder plain, int c) {
    boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
    if (letterOrDigit || c < 128 && KEPT.indexOf(c) >= 0) {
      plain.append((char) c);
    } else if (SPOKEN.containsKey(c)) {
      plain.append(SPOKEN.get(c));
    } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
      plain.append(' ');
    }
  }

  private static String zeros(MatchResult row) {
    return "zero ".repeat(row.group().length());
  }
}
