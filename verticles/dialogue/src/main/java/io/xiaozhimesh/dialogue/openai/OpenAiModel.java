package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.streaming.ModelService;

/** A service that speaks "chat completions". */
final class OpenAiModel implements LanguageModel {

  private final OpenAiOptions options;
  private final ModelService service;

  OpenAiModel(OpenAiOptions options, Vertx vertx) {
    this.options = options;
    this.service = new ModelService(vertx, options.limits(), options.preset().repeatable());
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    return service.ask(ModelService.to(options.url(), options.apiKey()), RequestBody.of(options, request),
        new ChatChunks(), listener);
  }

  @Override
  public Future<Void> close() {
    return service.close();
  }
}
