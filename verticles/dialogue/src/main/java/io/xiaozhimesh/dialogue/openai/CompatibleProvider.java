package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes models of one service that speaks "chat completions" and is known beforehand. */
public abstract class CompatibleProvider implements LanguageModelProvider {

  private final String name;
  private final Preset preset;

  /**
   * @param name of the type
   * @param preset what is known of it
   */
  protected CompatibleProvider(String name, Preset preset) {
    this.name = name;
    this.preset = preset;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final LanguageModel create(OptionsReader section, Vertx vertx) {
    return new OpenAiModel(OpenAiOptions.from(section, preset), vertx);
  }
}
