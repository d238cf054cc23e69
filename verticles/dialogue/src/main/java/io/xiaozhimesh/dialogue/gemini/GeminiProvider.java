package io.xiaozhimesh.dialogue.gemini;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes models of Google (<a href="https://ai.google.dev/api/generate-content">reference</a>). */
public final class GeminiProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new GeminiModel(GeminiOptions.from(section), vertx);
  }
}
