package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A local service on a real socket that answers, and misbehaves, as it is told. */
public final class StandInService {

  /**
   * A request as it came.
   *
   * @param uri with its query
   * @param headers by name in small letters
   */
  public record Asked(String uri, Map<String, String> headers, JsonObject body) {
  }

  public final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  public final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final HttpServer server;

  /** @param answer writes the response, once the request has been read */
  public StandInService(Vertx vertx, Handler<HttpServerResponse> answer) {
    this.server = vertx.createHttpServer().requestHandler(request -> take(request, answer));
    try {
      server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private void take(HttpServerRequest request, Handler<HttpServerResponse> answer) {
    request.response().exceptionHandler(gone -> closed.add("broken"));
    request.connection().closeHandler(gone -> closed.add("closed"));
    request.body().onSuccess(body -> {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      request.headers().forEach(headers::put);
      asked.add(new Asked(request.uri(), headers, body.toJsonObject()));
      answer.handle(request.response());
    });
  }

  /** The next request. */
  public Asked next() {
    try {
      Asked one = asked.poll(20, TimeUnit.SECONDS);
      if (one == null) {
        throw new AssertionError("nothing was asked");
      }
      return one;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Its address, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Begins a stream of events. */
  public static HttpServerResponse stream(HttpServerResponse response) {
    return response.setChunked(true).putHeader("content-type", "text/event-stream; charset=utf-8");
  }

  /** Writes one byte at a time, each in a packet of its own as far as the network allows. */
  public static Future<Void> drip(HttpServerResponse response, byte[] bytes, int at) {
    return at == bytes.length
        ? response.end()
        : response.write(Buffer.buffer(new byte[] {bytes[at]})).compose(v -> drip(response, bytes, at + 1));
  }
}
