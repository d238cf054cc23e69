package io.xiaozhimesh.tts.openai;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;

/**
 * One request for speech. Lives on one context, to which a cancellation from another thread finds its way; watches its
 * deadlines itself.
 */
final class SpeechRequest implements Synthesis {

  private static final long WATCH_EVERY_MS = 50;

  private final Vertx vertx;
  private final Context context;
  private final MeshClock clock;
  private final OpenAiOptions options;
  private final SpeechSink sink;
  private final long startedMs;
  private volatile boolean over;
  private HttpClientRequest request;
  private SpeechBody body;
  private long lastByteMs;
  private long watchId = -1;

  SpeechRequest(Vertx vertx, MeshClock clock, OpenAiOptions options, SpeechSink sink) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clock = clock;
    this.options = options;
    this.sink = sink;
    this.startedMs = clock.nowMs();
  }

  void begin(HttpClient client, RequestOptions target, Buffer question) {
    context.runOnContext(v -> {
      if (over) {
        return;
      }
      watchId = vertx.setPeriodic(WATCH_EVERY_MS, id -> watch());
      client.request(target).onComplete(made -> {
        if (made.failed()) {
          fail(unreachable(made.cause()));
        } else {
          ask(made.result(), question);
        }
      });
    });
  }

  @Override
  public void cancel() {
    over = true;
    context.runOnContext(v -> release());
  }

  private void ask(HttpClientRequest made, Buffer question) {
    request = made;
    if (over) {
      release();
      return;
    }
    made.send(question).onComplete(answer -> {
      if (answer.failed()) {
        fail(unreachable(answer.cause()));
      } else {
        read(answer.result());
      }
    });
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(e -> fail(new MeshException(MeshError.PROVIDER_FAILED, "the service broke off", e)));
    if (over) {
      return;
    }
    if (response.statusCode() != 200) {
      fail(refused(response.statusCode()));
      return;
    }
    try {
      body = new SpeechBody(response.getHeader("Content-Type"), options.sampleRateHz());
    } catch (MeshException e) {
      fail(e);
      return;
    }
    response.handler(this::bytes);
    response.endHandler(v -> end());
  }

  private void bytes(Buffer bytes) {
    if (over) {
      return;
    }
    lastByteMs = clock.nowMs();
    try {
      short[] pcm = body.accept(bytes.getBytes());
      if (pcm.length > 0) {
        sink.pcm(pcm, body.sampleRateHz());
      }
    } catch (MeshException e) {
      fail(e);
    }
  }

  private void end() {
    if (over) {
      return;
    }
    if (body.isEmpty()) {
      fail(new MeshException(MeshError.PROVIDER_FAILED, "the service answered without sound"));
      return;
    }
    over = true;
    request = null;
    release();
    sink.completed();
  }

  private void fail(MeshException failure) {
    if (!over) {
      over = true;
      release();
      sink.failed(failure);
    }
  }

  private void watch() {
    OpenAiOptions.Waits waits = options.waits();
    long nowMs = clock.nowMs();
    if (nowMs - startedMs > waits.totalMs()) {
      fail(new MeshException(MeshError.TIMEOUT, "not spoken within " + waits.totalMs() + " ms"));
    } else if (lastByteMs == 0 && nowMs - startedMs > waits.firstByteMs()) {
      fail(new MeshException(MeshError.TIMEOUT, "no sound within " + waits.firstByteMs() + " ms"));
    } else if (lastByteMs != 0 && nowMs - lastByteMs > waits.idleMs()) {
      fail(new MeshException(MeshError.TIMEOUT, "no further sound within " + waits.idleMs() + " ms"));
    }
  }

  private void release() {
    vertx.cancelTimer(watchId);
    if (request != null) {
      request.reset();
      request = null;
    }
  }

  private static MeshException unreachable(Throwable cause) {
    return cause instanceof ConnectionPoolTooBusyException
        ? new MeshException(MeshError.OVERLOADED, "too many requests wait for the service", cause)
        : new MeshException(MeshError.UNAVAILABLE, "the service cannot be reached", cause);
  }

  private static MeshException refused(int status) {
    MeshError error = switch (status) {
      case 401, 403 -> MeshError.UNAUTHENTICATED;
      case 400, 404, 413, 422 -> MeshError.BAD_REQUEST;
      case 408, 504 -> MeshError.TIMEOUT;
      case 429 -> MeshError.OVERLOADED;
      case 503 -> MeshError.UNAVAILABLE;
      default -> MeshError.PROVIDER_FAILED;
    };
    return new MeshException(error, "the service answered with status " + status);
  }
}
