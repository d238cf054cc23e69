package io.xiaozhimesh.plugins.mcp.transport;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;

/**
 * How a server is reached by HTTP: one client and its pool for the life of a transport, the configured headers on every
 * request, no redirects, nothing compressed.
 */
public final class HttpPeer {

  private static final int CONNECT_MS = 5_000;
  private static final int EVENT_STREAMS = 8;

  private final HttpClient client;
  private final URI url;
  private final Map<String, String> headers;

  /** {@code headers} may be secret. */
  public HttpPeer(Vertx vertx, URI url, Map<String, String> headers, int callsMax) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MS),
        new PoolOptions().setHttp1MaxSize(callsMax + EVENT_STREAMS));
    this.url = url;
    this.headers = Map.copyOf(headers);
  }

  URI url() {
    return url;
  }

  /** Sends a request; the body of its response is paused until somebody handles it. */
  Future<HttpClientResponse> ask(HttpMethod method, URI target, MultiMap extra, String body) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    headers.forEach(all::set);
    extra.forEach(all::set);
    RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(target.toString()).setHeaders(all)
        .setConnectTimeout(CONNECT_MS);
    return client.request(options)
        .recover(failure -> Future.failedFuture(new Unreached(failure.getMessage())))
        .compose(request -> body == null ? request.send() : request.send(Buffer.buffer(body)))
        .map(response -> response.pause().exceptionHandler(broken -> { }));
  }

  /** A connection could not be made: nothing was sent. */
  static final class Unreached extends RuntimeException {

    Unreached(String message) {
      super(message, null, false, false);
    }
  }

  /** The whole body, as long as it is not larger than the bound; else the connection is cut. */
  static Future<Buffer> body(HttpClientResponse response, int bytesMax) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.handler(chunk -> {
      if (body.length() + chunk.length() > bytesMax) {
        whole.tryFail(new Oversized(body.length() + chunk.length()));
        cut(response.request());
      } else {
        body.appendBuffer(chunk);
      }
    });
    response.endHandler(v -> whole.tryComplete(body));
    response.resume();
    return whole.future();
  }

  /** A body was larger than the bound. */
  static final class Oversized extends RuntimeException {

    private final long bytes;

    Oversized(long bytes) {
      super("more than may be read", null, false, false);
      this.bytes = bytes;
    }

    long bytes() {
      return bytes;
    }
  }

  static void cut(HttpClientRequest request) {
    request.reset();
  }

  Future<Void> close() {
    return client.close();
  }
}
