package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A real HTTP server in the place of a service: answers as it is told, and remembers what it was asked. */
public final class StandIn {

  /**
   * What it was asked.
   *
   * @param method of HTTP
   * @param uri path and query
   * @param authorization header, or ""
   * @param key the header X-QW-Api-Key, or ""
   * @param body as JSON; empty if there was none
   */
  public record Asked(String method, String uri, String authorization, String key, JsonObject body) {
  }

  /**
   * What it answers.
   *
   * @param status of HTTP; 0 never answers
   * @param body as it is
   */
  public record Answer(int status, String body) {
  }

  /** An answer that never comes. */
  public static final Answer NEVER = new Answer(0, "");

  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Asked, Answer>> routes = new HashMap<>();
  private volatile Function<Asked, Answer> trouble;
  private HttpServer server;

  /** Listens on a free port. */
  public static StandIn start(Vertx vertx) throws Exception {
    StandIn standIn = new StandIn();
    standIn.server = vertx.createHttpServer().requestHandler(standIn::handle);
    await(standIn.server.listen(0, "127.0.0.1"));
    return standIn;
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Answers requests whose path begins so. */
  public StandIn on(String path, String json) {
    routes.put(path, asked -> new Answer(200, json));
    return this;
  }

  /** Answers everything so, until it is told otherwise with null. */
  public void always(Function<Asked, Answer> given) {
    trouble = given;
  }

  private void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, new Asked(request.method().name(), request.uri(),
        header(request, "authorization"), header(request, "X-QW-Api-Key"), json(body))));
  }

  private void answer(HttpServerRequest request, Asked question) {
    asked.add(question);
    Answer answer = trouble != null ? trouble.apply(question) : routes.entrySet().stream()
        .filter(route -> request.path().startsWith(route.getKey()))
        .map(route -> route.getValue().apply(question)).findFirst().orElse(new Answer(404, "{}"));
    if (answer.status() > 0) {
      request.response().setStatusCode(answer.status()).end(answer.body());
    }
  }

  private static String header(HttpServerRequest request, String name) {
    return request.getHeader(name) == null ? "" : request.getHeader(name);
  }

  private static JsonObject json(Buffer body) {
    return body.length() == 0 ? new JsonObject() : new JsonObject(body);
  }

  public static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
