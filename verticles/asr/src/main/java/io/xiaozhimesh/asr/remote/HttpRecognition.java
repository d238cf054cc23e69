package io.xiaozhimesh.asr.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.resilience.ServiceStatus;

/** Collects the utterance, sends it in one request and reads one answer. */
final class HttpRecognition extends RemoteRecognition {

  /** Longest answer, in bytes: thirty seconds of speech are a few hundred. */
  private static final int ANSWER_BYTES_MAX = 1024 * 1024;

  private final HttpClient client;
  private final HttpService service;
  private final Buffer answer = Buffer.buffer();
  private Buffer audio = Buffer.buffer();
  private HttpClientRequest request;

  HttpRecognition(RemoteEngine engine, HttpClient client, HttpService service, String language) {
    super(engine, language);
    this.client = client;
    this.service = service;
  }

  @Override
  void connect() {
    // There is nothing to ask before the end of the utterance.
  }

  @Override
  void take(byte[] pcm) {
    audio.appendBytes(pcm);
  }

  @Override
  void end() {
    byte[] pcm = audio.getBytes();
    audio = Buffer.buffer();
    service.question(pcm, language).onComplete(question -> context.runOnContext(v -> {
      if (question.failed()) {
        fail(MeshException.of(question.cause()));
      } else if (!isOver()) {
        ask(question.result());
      }
    }));
  }

  @Override
  void disconnect() {
    audio = Buffer.buffer();
    if (request != null) {
      request.reset();
      request = null;
    }
  }

  private void ask(HttpQuestion question) {
    client.request(question.target()).onComplete(made -> {
      if (made.failed()) {
        fail(new MeshException(MeshError.UNAVAILABLE, "the service cannot be reached", made.cause()));
        return;
      }
      request = made.result();
      request.exceptionHandler(this::brokenOff);
      if (isOver()) {
        disconnect();
        return;
      }
      request.send(question.body()).onSuccess(response -> guarded(() -> read(response))).onFailure(this::brokenOff);
    });
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(this::brokenOff);
    if (isOver()) {
      return;
    }
    if (response.statusCode() != 200) {
      throw ServiceStatus.failure("the service", response.statusCode(), response.getHeader("Retry-After"),
          engine.context.clock().unixMs());
    }
    response.handler(bytes -> guarded(() -> append(bytes)));
    response.endHandler(v -> guarded(this::understood));
  }

  private void append(Buffer bytes) {
    if (!isOver()) {
      if (answer.length() + bytes.length() > ANSWER_BYTES_MAX) {
        throw new MeshException(MeshError.PROVIDER_FAILED, "the service's answer does not end");
      }
      answer.appendBuffer(bytes);
    }
  }

  private void understood() {
    if (!isOver()) {
      request = null;
      complete(service.read(answer.toJsonObject()));
    }
  }
}
