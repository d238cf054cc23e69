package io.xiaozhimesh.dialogue.dify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.Spoken;

/** Asks an application. The conversation goes along with each question: the service keeps none for us. */
final class DifyModel implements LanguageModel {

  private final DifyOptions options;
  private final ModelService service;

  DifyModel(DifyOptions options, Vertx vertx) {
    this.options = options;
    this.service = new ModelService(vertx, options.limits(), false);
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    JsonObject body = new JsonObject()
        .put("inputs", options.inputs())
        .put("query", Spoken.asText(request.messages()))
        .put("response_mode", "streaming")
        .put("auto_generate_name", false)
        .put("user", options.user());
    return service.ask(ModelService.to(options.url(), options.apiKey()), body, new DifyEvents(), listener);
  }

  @Override
  public Future<Void> close() {
    return service.close();
  }
}
