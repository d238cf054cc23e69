package io.xiaozhimesh.dialogue.bailian;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.Spoken;

/** Asks an application. The conversation goes along with each question: the service keeps none for us. */
final class BailianModel implements LanguageModel {

  private final BailianOptions options;
  private final ModelService service;

  BailianModel(BailianOptions options, Vertx vertx) {
    this.options = options;
    this.service = new ModelService(vertx, options.limits(), false);
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    JsonArray messages = new JsonArray();
    Spoken.of(request.messages()).forEach(spoken -> messages.add(new JsonObject()
        .put("role", spoken.byPerson() ? "user" : "assistant").put("content", spoken.text())));
    JsonObject body = new JsonObject()
        .put("input", new JsonObject().put("messages", messages).mergeIn(options.inputs()))
        .put("parameters", new JsonObject().put("incremental_output", true));
    RequestOptions post = ModelService.to(options.url(), options.apiKey()).putHeader("X-DashScope-SSE", "enable");
    return service.ask(post, body, new BailianEvents(), listener);
  }

  @Override
  public Future<Void> close() {
    return service.close();
  }
}
