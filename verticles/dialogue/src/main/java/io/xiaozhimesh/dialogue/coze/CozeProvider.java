package io.xiaozhimesh.dialogue.coze;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * A bot of Coze (<a href="https://docs.coze.cn/developer_guides/chat_v3">reference</a>), which brings its own prompt, model
 * and tools.
 */
public final class CozeProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return "coze";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new CozeModel(CozeOptions.from(section), vertx);
  }
}
