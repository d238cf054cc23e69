package io.xiaozhimesh.asr.commands;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.stage.OptionsReader;

/** The engine that runs anywhere: the last choice of the automatic one. */
public final class CommandsEngineProvider implements AsrEngineProvider {

  /** Its name in configuration and transcripts. */
  public static final String NAME = "commands";

  private static final int RANK = 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int rank(OptionsReader section) {
    return RANK;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public AsrEngine create(OptionsReader section, EngineContext context) {
    return CommandsEngine.load(CommandsOptions.from(section), context.metrics());
  }
}
