package io.xiaozhimesh.bench.load.engines;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.stage.OptionsReader;

/** Offers the recogniser that finds known sounds of words; only by name. */
public final class SpottingAsrEngineProvider implements AsrEngineProvider {

  /** From the end of an utterance to the beginning of its recognition, in milliseconds. */
  public static final int DELAY_MS = 500;

  @Override
  public String name() {
    return SpottingAsrEngine.NAME;
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
    return new SpottingAsrEngine(DELAY_MS);
  }
}
