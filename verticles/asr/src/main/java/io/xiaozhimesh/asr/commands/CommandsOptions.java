package io.xiaozhimesh.asr.commands;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * The options of the commands engine, section {@code asr.commands}.
 *
 * @param recognisers how many utterances are decoded at once; each takes a thread and about 90 MB
 * @param utterancesMax how many utterances may be open or waiting at once
 * @param evidenceMin how much worse than free phones the words may explain a frame of speech, in nats; nearer to 0 is
 *     stricter
 */
public record CommandsOptions(int recognisers, int utterancesMax, double evidenceMin) {

  /** Decoding threads that one more core is not worth on a small machine. */
  public static final int DEFAULT_RECOGNISERS_MAX = 2;

  /** Open or waiting utterances. */
  public static final int DEFAULT_UTTERANCES_MAX = 64;

  /**
   * Nats per frame of speech. Chosen on few clips: behind the first pass, phrases had -3.8 or better (synthetic speech
   * -3.3) and other speech -4.3 or worse, so the margin is thin.
   */
  public static final double DEFAULT_EVIDENCE_MIN = -4.0;

  /** Reads the section; {@code recognisers: 0} means one per core, at most {@link #DEFAULT_RECOGNISERS_MAX}. */
  public static CommandsOptions from(OptionsReader section) {
    int recognisers = section.integer("recognisers", 0, 0, 64);
    return new CommandsOptions(
        recognisers == 0 ? onePerCore() : recognisers,
        section.integer("utterancesMax", DEFAULT_UTTERANCES_MAX, 1, 10_000),
        section.number("evidenceMin", DEFAULT_EVIDENCE_MIN, -100, 0));
  }

  private static int onePerCore() {
    return Math.min(DEFAULT_RECOGNISERS_MAX, Runtime.getRuntime().availableProcessors());
  }
}
