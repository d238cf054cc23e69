package io.xiaozhimesh.ota.openai;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ota.Vision;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.resilience.ServiceStatus;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends {@code POST {url}/chat/completions} with the image as a data URL, and reads the first choice. */
final class OpenAiVision implements Vision {

  private static final int CONNECTIONS_MAX = 8;
  private static final int WAITING_MAX = 16;
  private static final int CONNECT_MS_MAX = 5_000;
  private static final int ANSWER_BYTES_MAX = 256 * 1024;

  /** Where and how; the fields are put into each request. */
  record Settings(
      String url, String model, String apiKey, int deadlineMs, int answerTokensMax, JsonObject fields) {
  }

  private final Settings settings;
  private final HttpClient client;
  private final WorkerExecutor worker;

  OpenAiVision(Vertx vertx, Settings settings) {
    this.settings = settings;
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MS_MAX),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
    this.worker = vertx.createSharedWorkerExecutor("ota-vision", 1);
  }

  @Override
  public Future<String> explain(String question, byte[] image, String mediaType) {
    return worker.executeBlocking(() -> body(question, image, mediaType), false)
        .compose(this::post)
        .timeout(settings.deadlineMs(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(meshFailure(failure)));
  }

  @Override
  public Future<Void> close() {
    return client.close().eventually(worker::close);
  }

  private Buffer body(String question, byte[] image, String mediaType) {
    String dataUrl = "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(image);
    JsonArray content = JsonArray.of(
        JsonObject.of("type", "text", "text", question),
        JsonObject.of("type", "image_url", "image_url", JsonObject.of("url", dataUrl)));
    return JsonObject.of(
        "model", settings.model(),
        "max_tokens", settings.answerTokensMax(),
        "messages", JsonArray.of(JsonObject.of("role", "user", "content", content)))
        .mergeIn(settings.fields()).toBuffer();
  }

  private Future<String> post(Buffer body) {
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST)
        .setAbsoluteURI(settings.url() + "/chat/completions")
        .setTimeout(settings.deadlineMs())
        .putHeader("Content-Type", "application/json");
    if (!settings.apiKey().isEmpty()) {
      options.putHeader("Authorization", "Bearer " + settings.apiKey());
    }
    return client.request(options)
        .compose((HttpClientRequest request) -> request.send(body))
        .compose(OpenAiVision::bounded)
        .map(OpenAiVision::text);
  }

  private static Future<Buffer> bounded(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(chunk -> {
      body.appendBuffer(chunk);
      if (body.length() > ANSWER_BYTES_MAX) {
        whole.tryFail(failed("answered too much"));
        response.request().reset();
      }
    });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(v -> whole.tryComplete(body));
    return whole.future().compose(b -> response.statusCode() == 200
        ? Future.succeededFuture(b) : Future.failedFuture(ServiceStatus.failure("the vision service",
            response.statusCode(), response.getHeader("retry-after"), MeshClock.system().unixMs())));
  }

  private static String text(Buffer body) {
    try {
      JsonObject message = new JsonObject(body).getJsonArray("choices").getJsonObject(0).getJsonObject("message");
      String text = message.getString("content");
      if (text != null && !text.isBlank()) {
        return text.strip();
      }
    } catch (DecodeException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
      throw failed("answered in another form");
    }
    throw failed("answered nothing");
  }

  private static MeshException meshFailure(Throwable failure) {
    if (failure instanceof MeshException known) {
      return known;
    }
    return failure instanceof TimeoutException
        ? new MeshException(MeshError.TIMEOUT, "the vision service took too long")
        : new MeshException(MeshError.PROVIDER_FAILED, "the vision service cannot be reached", failure);
  }

  private static MeshException failed(String how) {
    return new MeshException(MeshError.PROVIDER_FAILED, "the vision service " + how);
  }
}
