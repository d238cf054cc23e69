package io.xiaozhimesh.bench.load.engines;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long scripted speech is. A question with "for 20 seconds" is answered "This is a scripted answer of 20 seconds.", and
 * that sentence lasts as long as it says; every other one has the usual length.
 */
public final class ScriptedSpeech {

  /** Length of a sentence that does not say it, in milliseconds. */
  public static final int USUAL_MS = 900;

  /** The longest, in milliseconds. */
  public static final int LONGEST_MS = 60_000;

  private static final Pattern ASKED = Pattern.compile("for (\\d{1,3}) seconds");
  private static final Pattern SAID = Pattern.compile("of (\\d{1,3}) seconds");

  private ScriptedSpeech() {
  }

  /** The question that asks for so long an answer. */
  public static String question(int seconds) {
    return "please speak for " + seconds + " seconds";
  }

  static String answer(String question) {
    Matcher asked = ASKED.matcher(question);
    return asked.find() ? "This is a scripted answer of " + asked.group(1) + " seconds." : "This is a scripted answer.";
  }

  static int lengthMs(String sentence) {
    Matcher said = SAID.matcher(sentence);
    return said.find() ? Math.min(LONGEST_MS, Math.max(1, Integer.parseInt(said.group(1))) * 1000) : USUAL_MS;
  }
}
