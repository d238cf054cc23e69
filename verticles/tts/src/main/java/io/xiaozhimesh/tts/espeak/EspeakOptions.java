package io.xiaozhimesh.tts.espeak;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * How espeak-ng is run.
 *
 * @param program its name on the search path, or its file
 * @param wordsPerMinute speed of every language but Mandarin
 * @param mandarinWordsPerMinute speed of Mandarin, which is slow at the usual one
 * @param deadlineMs longest run of one process
 */
public record EspeakOptions(String program, int wordsPerMinute, int mandarinWordsPerMinute, int deadlineMs) {

  /** Name of the program. */
  public static final String DEFAULT_PROGRAM = "espeak-ng";
  /** Words per minute. */
  public static final int DEFAULT_WORDS_PER_MINUTE = 165;
  /** Words per minute of Mandarin. */
  public static final int DEFAULT_MANDARIN_WORDS_PER_MINUTE = 220;
  /** Longest run, in milliseconds. */
  public static final int DEFAULT_DEADLINE_MS = 5_000;

  /** Reads the section {@code tts.espeak}. */
  public static EspeakOptions from(OptionsReader in) {
    return new EspeakOptions(
        in.text("program", DEFAULT_PROGRAM),
        in.integer("wordsPerMinute", DEFAULT_WORDS_PER_MINUTE, 80, 450),
        in.integer("mandarinWordsPerMinute", DEFAULT_MANDARIN_WORDS_PER_MINUTE, 80, 450),
        in.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 60_000));
  }
}
