package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads the body of one request into memory, up to a bound and a deadline; chunked or not. Fails with {@link Refused}.
 * Used on the request's context, before anything else has read from it.
 */
final class BodyReader {

  /** Why a body was not taken; the status and the reason go to the sender. */
  static final class Refused extends RuntimeException {
    private final int status;
    private final String reason;

    Refused(int status, String reason, String message) {
      super(message, null, false, false);
      this.status = status;
      this.reason = reason;
    }

    int status() {
      return status;
    }

    String reason() {
      return reason;
    }
  }

  private final HttpServerRequest request;
  private final int bytesMax;
  private final boolean keep;
  private final Promise<Buffer> done = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private int bytes;

  private BodyReader(HttpServerRequest request, int bytesMax, boolean keep) {
    this.request = request;
    this.bytesMax = bytesMax;
    this.keep = keep;
  }

  /** The whole body; 413 when it is longer than the bound, 408 when it is not there within the deadline. */
  static Future<Buffer> read(Vertx vertx, HttpServerRequest request, int bytesMax, long deadlineMs) {
    return new BodyReader(request, bytesMax, true).start(vertx, deadlineMs);
  }

  /** Takes the body from the line without keeping it, so that a client which writes first can read the answer. */
  static Future<Void> discard(Vertx vertx, HttpServerRequest request, int bytesMax, long deadlineMs) {
    return new BodyReader(request, bytesMax, false).start(vertx, deadlineMs).mapEmpty();
  }

  private Future<Buffer> start(Vertx vertx, long deadlineMs) {
    long timerId = vertx.setTimer(deadlineMs,
        id -> done.tryFail(new Refused(408, "body-late", "the body did not arrive in time")));
    request.handler(this::take)
        .endHandler(v -> done.tryComplete(body))
        .exceptionHandler(failure -> done.tryFail(new Refused(400, "body-broken", "the body ended early")));
    request.resume();
    return done.future().onComplete(result -> vertx.cancelTimer(timerId));
  }

  private void take(Buffer chunk) {
    bytes += chunk.length();
    if (bytes > bytesMax) {
      done.tryFail(new Refused(413, "body-too-large", "the body is larger than " + bytesMax + " bytes"));
    } else if (keep) {
      body.appendBuffer(chunk);
    }
  }
}
