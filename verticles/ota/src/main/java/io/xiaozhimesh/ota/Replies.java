package io.xiaozhimesh.ota;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.Metrics;

/**
 * Answers as devices need them: whole, uncompressed, with a {@code Content-Length}. Every refusal is counted under
 * {@code mesh.ota.request.refused}.
 */
final class Replies {

  private final Metrics metrics;

  Replies(Metrics metrics) {
    this.metrics = metrics;
  }

  void json(HttpServerRequest request, int status, JsonObject body) {
    end(request, status, "application/json", body.toBuffer());
  }

  void text(HttpServerRequest request, int status, String body) {
    end(request, status, "text/plain; charset=utf-8", Buffer.buffer(body));
  }

  /** The answer to a preflight request of a browser. */
  void preflight(HttpServerRequest request) {
    allowBrowsers(request);
    end(request, 204, "text/plain", Buffer.buffer());
  }

  /** Refuses with a reason from a closed set, which names the counter, and a sentence for whoever sent it. */
  void refuse(HttpServerRequest request, int status, String reason, String message) {
    metrics.count("mesh.ota.request.refused", "reason", reason);
    if (status != 404) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    json(request, status, JsonObject.of("success", false, "error", reason, "message", message));
  }

  /** Refuses a body that was not taken. */
  void refused(HttpServerRequest request, Throwable failure) {
    if (failure instanceof BodyReader.Refused refused) {
      refuse(request, refused.status(), refused.reason(), refused.getMessage());
    } else {
      refuse(request, 500, "internal", "something went wrong here");
    }
  }

  /** Lets pages of other origins read the answer, as the browser test devices need it. */
  static void allowBrowsers(HttpServerRequest request) {
    request.response()
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Access-Control-Allow-Credentials", "true")
        .putHeader("Access-Control-Allow-Headers", "client-id, content-type, device-id, authorization")
        .putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
  }

  private static void end(HttpServerRequest request, int status, String contentType, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    if (status != 204) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
    }
    response.end(body);
  }
}
