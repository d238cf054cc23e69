package io.xiaozhimesh.dialogue.dify;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * An application of Dify (<a href="https://docs.dify.ai/api-reference/chat/send-chat-message">reference</a>). Its key names the
 * application, which brings its own prompt, model and tools.
 */
public final class DifyProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return "dify";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new DifyModel(DifyOptions.from(section), vertx);
  }
}
