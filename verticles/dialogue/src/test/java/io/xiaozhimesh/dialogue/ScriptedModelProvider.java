package io.xiaozhimesh.dialogue;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.OptionsReader;

/** Finds {@link ScriptedModel} under the name "scripted". */
public final class ScriptedModelProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new ScriptedModel(vertx);
  }
}
