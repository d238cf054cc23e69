package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Offers the scripted language model. */
public final class ScriptedLanguageModelProvider implements LanguageModelProvider {

  /** From the question to the first token, in milliseconds; the section's own key of that name is a deadline. */
  public static final int FIRST_TOKEN_MS = 350;

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new ScriptedLanguageModel(vertx, FIRST_TOKEN_MS);
  }
}
