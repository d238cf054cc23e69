package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes models that speak "chat completions". */
public final class OpenAiProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new OpenAiModel(OpenAiOptions.from(section), vertx);
  }
}
