package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Offers the scripted language model. */
public final class ScriptedLanguageModelProvider implements LanguageModelProvider {

  /** From the question to the first token, in milliseconds. */
  public static final int DEFAULT_FIRST_TOKEN_MS = 350;

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new ScriptedLanguageModel(vertx, section.integer("firstTokenMs", DEFAULT_FIRST_TOKEN_MS, 0, 10_000));
  }
}
