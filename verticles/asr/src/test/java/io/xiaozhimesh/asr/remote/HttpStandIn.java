package io.xiaozhimesh.asr.remote;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A service over HTTP. */
public abstract class HttpStandIn extends StandIn {

  private static final Buffer HUGE_PIECE = Buffer.buffer("[".repeat(64 * 1024));

  protected HttpStandIn(Vertx vertx) throws Exception {
    super(vertx);
    listen(vertx.createHttpServer().requestHandler(this::receive));
  }

  /**
   * The PCM in a request; complains where the request is not as documented. Null lets it be refused with 401.
   */
  protected abstract Buffer read(HttpServerRequest request, Buffer body);

  /** The body of a good answer. */
  protected abstract String answer(String words);

  /** Answers what is no speech, such as a request for a token; true when it did. */
  protected boolean elsewhere(HttpServerRequest request) {
    return false;
  }

  private void receive(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.exceptionHandler(e -> closedEarly.countDown());
    request.connection().closeHandler(v -> closedEarly.countDown());
    request.body().onSuccess(body -> {
      if (elsewhere(request)) {
        return;
      }
      Buffer pcm = refusal == 0 ? read(request, body) : null;
      asked.countDown();
      if (pcm == null) {
        response.putHeader("Retry-After", "7").setStatusCode(refusal == 0 ? 401 : refusal).end();
      } else {
        answer(response, answer(understand(pcm)));
      }
    });
  }

  private void answer(HttpServerResponse response, String body) {
    response.putHeader("Content-Type", "application/json");
    switch (behaviour) {
      case WELL -> response.end(body);
      case BYTE_BY_BYTE -> {
        response.setChunked(true);
        for (byte b : Buffer.buffer(body).getBytes()) {
          response.write(Buffer.buffer().appendByte(b));
        }
        response.end();
      }
      case SILENT -> { }
      case CUT -> response.setChunked(true).write(body.substring(0, 3))
          .onComplete(v -> response.reset());
      case RUBBISH -> response.end("<html>good evening</html>");
      case HUGE -> {
        response.setChunked(true);
        pour(response);
      }
      default -> throw new IllegalStateException();
    }
  }

  private void pour(HttpServerResponse response) {
    response.write(HUGE_PIECE).onSuccess(v -> vertx.runOnContext(w -> pour(response)));
  }
}
