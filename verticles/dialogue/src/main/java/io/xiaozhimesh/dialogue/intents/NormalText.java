package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.dialogue.internal.Scripts;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One spelling for what sounds the same: case, width, punctuation and blanks are evened out and digits become words. In
 * a text with Chinese characters blanks vanish and digits stay.
 */
public final class NormalText {

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%");
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,3}(?!\\d)");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}\\p{M}']+|(?<![\\p{L}])'|'(?![\\p{L}])");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private NormalText() {
  }

  /** The normal form. */
  public static String of(String text) {
    String even = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace('’', '\'');
    return Scripts.hasHan(even) ? chinese(even) : english(even);
  }

  private static String chinese(String even) {
    String spoken = PERCENT.matcher(even).replaceAll("百分之$1");
    return BLANKS.matcher(NO_WORD.matcher(spoken).replaceAll(" ")).replaceAll("");
  }

  private static String english(String even) {
    String spoken = NUMBER.matcher(PERCENT.matcher(even).replaceAll("$1 percent ")).replaceAll(NormalText::inWords);
    return BLANKS.matcher(NO_WORD.matcher(spoken).replaceAll(" ")).replaceAll(" ").strip();
  }

  private static String inWords(MatchResult number) {
    return " " + EnglishNumbers.words(Integer.parseInt(number.group())) + " ";
  }
}
