package io.xiaozhimesh.tts.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.resilience.ServiceStatus;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;

/** One request whose answer is read as it arrives. */
final class HttpSpeech extends RemoteSpeech {

  /** Longest body, in bytes: the longest sound in base64 and something around it, or in hexadecimal almost. */
  static final int BODY_BYTES_MAX = 24 * 1024 * 1024;

  private final HttpClient client;
  private final HttpQuestion question;
  private HttpClientRequest request;
  private long bodyBytes;

  HttpSpeech(EngineContext engine, Waits waits, HttpClient client, HttpQuestion question, SpeechSink sink) {
    super(engine, waits, question.decoder(), sink);
    this.client = client;
    this.question = question;
  }

  @Override
  void connect() {
    client.request(question.target()).onComplete(made -> {
      if (made.failed()) {
        fail(unreachable(made.cause()));
      } else {
        ask(made.result());
      }
    });
  }

  @Override
  void disconnect() {
    if (request != null) {
      request.reset();
      request = null;
    }
  }

  private void ask(HttpClientRequest made) {
    request = made;
    made.exceptionHandler(e -> fail(brokenOff(e)));
    if (isOver()) {
      disconnect();
      return;
    }
    made.send(question.body()).onComplete(answer -> {
      if (answer.failed()) {
        fail(brokenOff(answer.cause()));
      } else {
        guarded(() -> read(answer.result()));
      }
    });
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(e -> fail(brokenOff(e)));
    if (isOver()) {
      return;
    }
    if (response.statusCode() != 200) {
      throw ServiceStatus.failure("the service", response.statusCode(), response.getHeader("Retry-After"),
          engine.clock().unixMs());
    }
    question.envelope().type(response.getHeader("Content-Type"));
    decoder().type(response.getHeader("Content-Type"));
    response.handler(bytes -> guarded(() -> bytes(bytes)));
    response.endHandler(v -> guarded(this::end));
  }

  private void bytes(Buffer bytes) {
    if (isOver()) {
      return;
    }
    bodyBytes += bytes.length();
    if (bodyBytes > BODY_BYTES_MAX) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service's answer does not end");
    }
    alive();
    sound(question.envelope().accept(bytes.getBytes()));
  }

  private void end() {
    if (!isOver()) {
      request = null;
      sound(question.envelope().end());
      finish();
    }
  }

  private static MeshException brokenOff(Throwable cause) {
    return new MeshException(MeshError.PROVIDER_FAILED, "the service broke off", cause);
  }

  private static MeshException unreachable(Throwable cause) {
    return cause instanceof ConnectionPoolTooBusyException
        ? new MeshException(MeshError.OVERLOADED, "too many requests wait for the service", cause)
        : new MeshException(MeshError.UNAVAILABLE, "the service cannot be reached", cause);
  }
}
