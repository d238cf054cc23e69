package io.xiaozhimesh.bench.load.engines;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.stage.OptionsReader;

/** Offers the scripted recogniser; only by name. */
public final class ScriptedAsrEngineProvider implements AsrEngineProvider {

  /** From the end of an utterance to its transcript, in milliseconds. */
  public static final int DEFAULT_DELAY_MS = 120;

  /** Utterances open or waiting at once. */
  public static final int DEFAULT_CAPACITY = 10_000;

  /** What it always understands. */
  public static final String DEFAULT_TEXT = "this is a scripted question";

  @Override
  public String name() {
    return ScriptedAsrEngine.NAME;
  }

  @Override
  public int rank(OptionsReader section) {
    return 0;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public AsrEngine create(OptionsReader section, EngineContext context) {
    return new ScriptedAsrEngine(
        section.integer("delayMs", DEFAULT_DELAY_MS, 0, 10_000), section.text("text", DEFAULT_TEXT),
        section.integer("recognisers", 0, 0, 1_000), section.integer("utterancesMax", DEFAULT_CAPACITY, 1, 100_000));
  }
}
