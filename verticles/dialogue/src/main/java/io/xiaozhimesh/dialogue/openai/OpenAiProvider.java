package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * Makes models that speak "chat completions": of any service whose {@code baseUrl} is named, else, with a key alone, of
 * OpenAI's own (<a href="https://platform.openai.com/docs/api-reference/chat">reference</a>).
 */
public final class OpenAiProvider implements LanguageModelProvider {

  private static final Preset OPENAI = Preset.of("https://api.openai.com/v1", "gpt-4.1-mini");

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    boolean own = section.text("baseUrl", "").isBlank() && !section.text("apiKey", "").isBlank();
    return new OpenAiModel(OpenAiOptions.from(section, own ? OPENAI : Preset.ANY), vertx);
  }
}
