package io.xiaozhimesh.asr;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.resilience.Gate;
import io.xiaozhimesh.stage.resilience.GuardRules;
import java.util.List;

/**
 * The options of the asr stage, section {@code asr}.
 *
 * @param engine the name of the engine, or {@link #DEFAULT_ENGINE} for the best that this machine has; only where the
 *     chain is empty
 * @param chain names of engines in the order in which they are asked
 * @param transcriptDeadlineMs from the end of an utterance to its transcript, after which it has failed
 * @param utteranceTtlMs how long an utterance lives without a message
 * @param phrasesDebounceMs how long declarations of phrases are collected before they are compiled
 * @param resilience limits, deadlines and second tries of an engine
 * @param cacheEntriesMax transcripts of remote engines that are kept, by the hash of their audio; 0 for none
 * @param cacheTtlMs for how long
 * @param section the whole section, out of which each engine reads its own
 */
public record AsrOptions(
    String engine,
    List<String> chain,
    int transcriptDeadlineMs,
    int utteranceTtlMs,
    int phrasesDebounceMs,
    GuardRules resilience,
    int cacheEntriesMax,
    int cacheTtlMs,
    JsonObject section) {

  /** The best that this machine has. */
  public static final String DEFAULT_ENGINE = "auto";

  /** Milliseconds from the end of an utterance to its transcript. */
  public static final int DEFAULT_TRANSCRIPT_DEADLINE_MS = 3_000;

  /** Milliseconds without a message. */
  public static final int DEFAULT_UTTERANCE_TTL_MS = 30_000;

  /** Milliseconds in which declarations are collected. */
  public static final int DEFAULT_PHRASES_DEBOUNCE_MS = 100;

  /** Transcripts that are kept. */
  public static final int DEFAULT_CACHE_ENTRIES_MAX = 1_000;

  /** For how long they are, in milliseconds: half an hour. */
  public static final int DEFAULT_CACHE_TTL_MS = 1_800_000;

  /** Of one remote engine in this JVM: 8 utterances at once, 30 waiting for 3 s; company after 1.2 s of silence. */
  public static final GuardRules DEFAULT_RESILIENCE =
      GuardRules.of(new Gate.Limits(8, 30, 3_000), new GuardRules.Times(2_500, 2_500, 2_500, 1_200));

  /**
   * Reads the section.
   *
   * @throws IllegalArgumentException with the path of a wrong option
   */
  public static AsrOptions from(JsonObject section) {
    OptionsReader reader = new OptionsReader("asr", section);
    return new AsrOptions(
        reader.text("engine", DEFAULT_ENGINE),
        reader.texts("chain", List.of()),
        reader.integer("transcriptDeadlineMs", DEFAULT_TRANSCRIPT_DEADLINE_MS, 100, 60_000),
        reader.integer("utteranceTtlMs", DEFAULT_UTTERANCE_TTL_MS, 1_000, 600_000),
        reader.integer("phrasesDebounceMs", DEFAULT_PHRASES_DEBOUNCE_MS, 1, 10_000),
        DEFAULT_RESILIENCE.read(reader.section("resilience")),
        reader.section("cache").integer("entriesMax", DEFAULT_CACHE_ENTRIES_MAX, 0, 10_000_000),
        reader.section("cache").integer("ttlMs", DEFAULT_CACHE_TTL_MS, 1, 86_400_000),
        reader.json());
  }

  /** Who is asked, in order. */
  public List<String> engines() {
    return chain.isEmpty() ? List.of(engine) : chain;
  }

  /** The same with these rules: those of running engines stay as they are. */
  AsrOptions withResilience(GuardRules rules) {
    return new AsrOptions(engine, chain, transcriptDeadlineMs, utteranceTtlMs, phrasesDebounceMs, rules, cacheEntriesMax,
        cacheTtlMs, section);
  }

  OptionsReader reader() {
    return new OptionsReader("asr", section);
  }

  /** Without the engines' settings, which may hold secrets. */
  @Override
  public String toString() {
    return "AsrOptions[engines=" + engines() + ", transcriptDeadlineMs=" + transcriptDeadlineMs + ", utteranceTtlMs="
        + utteranceTtlMs + ", phrasesDebounceMs=" + phrasesDebounceMs + ']';
  }
}
