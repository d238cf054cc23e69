package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;

/** A service, with its connections. */
final class OpenAiModel implements LanguageModel {

  private static final int WAITING_MAX = 1_000;

  private final OpenAiOptions options;
  private final Vertx vertx;
  private final HttpClient client;

  OpenAiModel(OpenAiOptions options, Vertx vertx) {
    this.options = options;
    this.vertx = vertx;
    this.client = vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout(options.deadlines().connectMs()),
        new PoolOptions().setHttp1MaxSize(options.connectionsMax()).setMaxWaitQueueSize(WAITING_MAX));
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    OpenAiCall call = new OpenAiCall(vertx, options.deadlines(), listener);
    call.start(client, post(), RequestBody.of(options, request).toBuffer());
    return call;
  }

  private RequestOptions post() {
    RequestOptions post = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.url())
        .putHeader("content-type", "application/json")
        .putHeader("accept", "text/event-stream");
    return options.apiKey().isEmpty() ? post : post.putHeader("authorization", "Bearer " + options.apiKey());
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
