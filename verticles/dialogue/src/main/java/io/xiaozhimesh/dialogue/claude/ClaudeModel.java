package io.xiaozhimesh.dialogue.claude;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.streaming.ModelService;

/** Anthropic's service. */
final class ClaudeModel implements LanguageModel {

  private static final String VERSION = "2023-06-01";

  private final ClaudeOptions options;
  private final ModelService service;

  ClaudeModel(ClaudeOptions options, Vertx vertx) {
    this.options = options;
    this.service = new ModelService(vertx, options.limits(), true);
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    RequestOptions post = ModelService.to(options.url())
        .putHeader("x-api-key", options.apiKey())
        .putHeader("anthropic-version", VERSION);
    return service.ask(post, MessagesBody.of(options, request), new MessageEvents(), listener);
  }

  @Override
  public Future<Void> close() {
    return service.close();
  }
}
