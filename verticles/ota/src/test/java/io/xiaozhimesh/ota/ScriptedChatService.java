package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The wire format of a paid service: chat completions with one image, over real HTTP. Says "a cat" unless told. */
public final class ScriptedChatService {

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Promise<Void> released = Promise.promise();
  private volatile boolean holds;
  private volatile int status = 200;
  private volatile String answer = completion("a cat");
  private volatile JsonObject body;
  private volatile String authorization;

  /** Not yet listening. */
  public ScriptedChatService(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::receive);
  }

  /** The body of a successful answer. */
  public static String completion(String text) {
    return JsonObject.of("id", "chatcmpl-1", "object", "chat.completion", "choices", JsonArray.of(JsonObject.of(
        "index", 0, "finish_reason", "stop", "message", JsonObject.of("role", "assistant", "content", text)))).encode();
  }

  public Future<?> listen() {
    return server.listen(0, "127.0.0.1");
  }

  public Future<?> close() {
    return server.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  public void answerWith(int newStatus, String newAnswer) {
    status = newStatus;
    answer = newAnswer;
  }

  public void holdAnswers() {
    holds = true;
  }

  public void releaseAnswers() {
    holds = false;
    released.complete();
  }

  public void awaitRequest() throws InterruptedException {
    if (!asked.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("was not asked");
    }
  }

  public int requests() {
    return requests.get();
  }

  public String authorization() {
    return authorization;
  }

  public JsonObject body() {
    return body;
  }

  public String question() {
    return content().getJsonObject(0).getString("text");
  }

  public byte[] image() {
    String url = content().getJsonObject(1).getJsonObject("image_url").getString("url");
    return Base64.getDecoder().decode(url.substring("data:image/jpeg;base64,".length()));
  }

  private JsonArray content() {
    return body.getJsonArray("messages").getJsonObject(0).getJsonArray("content");
  }

  private void receive(HttpServerRequest request) {
    request.body().onSuccess((Buffer received) -> {
      boolean expected = request.path().equals("/v1/chat/completions");
      body = received.toJsonObject();
      authorization = request.getHeader("Authorization");
      requests.incrementAndGet();
      asked.countDown();
      Future<Void> when = holds ? released.future() : Future.succeededFuture();
      when.onSuccess(v -> request.response().setStatusCode(expected ? status : 404)
          .putHeader("Content-Type", "application/json").end(answer));
    });
  }
}
