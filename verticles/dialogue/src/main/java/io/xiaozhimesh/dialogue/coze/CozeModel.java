package io.xiaozhimesh.dialogue.coze;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.Spoken;

/** Asks a bot. The conversation goes along with each question, and the service keeps none of it. */
final class CozeModel implements LanguageModel {

  private final CozeOptions options;
  private final ModelService service;

  CozeModel(CozeOptions options, Vertx vertx) {
    this.options = options;
    this.service = new ModelService(vertx, options.limits(), false);
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    JsonArray messages = new JsonArray();
    Spoken.of(request.messages()).forEach(spoken -> messages.add(new JsonObject()
        .put("role", spoken.byPerson() ? "user" : "assistant")
        .put("type", spoken.byPerson() ? "question" : "answer")
        .put("content", spoken.text())
        .put("content_type", "text")));
    JsonObject body = new JsonObject()
        .put("bot_id", options.botId())
        .put("user_id", options.user())
        .put("stream", true)
        .put("auto_save_history", false)
        .put("additional_messages", messages);
    return service.ask(ModelService.to(options.url(), options.apiKey()), body, new CozeEvents(), listener);
  }

  @Override
  public Future<Void> close() {
    return service.close();
  }
}
