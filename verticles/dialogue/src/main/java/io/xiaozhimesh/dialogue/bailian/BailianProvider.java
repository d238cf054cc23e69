package io.xiaozhimesh.dialogue.bailian;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * An application of Aliyun's Bailian
 * (<a href="https://help.aliyun.com/document_detail/2712180.html">reference</a>), which brings its own prompt, model and tools.
 */
public final class BailianProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return "bailian";
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new BailianModel(BailianOptions.from(section), vertx);
  }
}
