package io.xiaozhimesh.dialogue.gemini;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.streaming.ModelService;

/** Google's service. */
final class GeminiModel implements LanguageModel {

  private final GeminiOptions options;
  private final ModelService service;
  private final Signatures signatures = new Signatures();

  GeminiModel(GeminiOptions options, Vertx vertx) {
    this.options = options;
    this.service = new ModelService(vertx, options.limits(), true);
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    String model = request.model().isEmpty() ? options.model() : request.model();
    RequestOptions post = ModelService.to(
        options.baseUrl() + "/models/" + model.replaceFirst("^models/", "") + ":streamGenerateContent?alt=sse")
        .putHeader("x-goog-api-key", options.apiKey());
    return service.ask(
        post, new GenerateBody(options, model, signatures).of(request), new GeminiEvents(signatures), listener);
  }

  @Override
  public Future<Void> close() {
    return service.close();
  }
}
