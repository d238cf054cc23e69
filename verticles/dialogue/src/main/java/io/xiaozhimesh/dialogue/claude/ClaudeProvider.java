package io.xiaozhimesh.dialogue.claude;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes models of Anthropic (<a href="https://platform.claude.com/docs/en/api/messages">reference</a>). */
public final class ClaudeProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return "claude";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new ClaudeModel(ClaudeOptions.from(section), vertx);
  }
}
