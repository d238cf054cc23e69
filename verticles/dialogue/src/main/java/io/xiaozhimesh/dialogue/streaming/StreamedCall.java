package io.xiaozhimesh.dialogue.streaming;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.dialogue.LanguageModel.ModelCall;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.resilience.ServiceStatus;

/**
 * One request and its streamed answer. Tells its listener exactly once how it ended, whatever the service does. Used on
 * one context.
 */
final class StreamedCall implements ModelCall {

  private static final String DONE = "[DONE]";
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int BODY_BYTES_MAX = 1_048_576;
  private static final int REFUSAL_BYTES_MAX = 8_192;
  private static final int REFUSAL_WAIT_MS = 1_000;
  private static final int BAD_EVENTS_MAX = 10;

  private final Vertx vertx;
  private final Deadlines deadlines;
  private final AnswerReader reader;
  private final ModelListener listener;
  private final EventStream events = new EventStream(this::event);
  private final Buffer whole = Buffer.buffer();
  private HttpClientRequest request;
  private long totalTimer;
  private long silenceTimer;
  private long drainTimer = -1;
  private boolean drained;
  private boolean mayTryAgain;
  private int badEvents;
  private boolean anything;
  private boolean over;

  /** @param repeatable whether asking twice does no harm */
  StreamedCall(Vertx vertx, Deadlines deadlines, boolean repeatable, AnswerReader reader, ModelListener listener) {
    this.vertx = vertx;
    this.deadlines = deadlines;
    this.mayTryAgain = repeatable;
    this.reader = reader;
    this.listener = listener;
  }

  void start(HttpClient client, RequestOptions post, Buffer body) {
    totalTimer = vertx.setTimer(deadlines.totalMs(), t -> fail(MeshError.TIMEOUT, "the model took too long"));
    silenceTimer = vertx.setTimer(deadlines.firstTokenMs(), t -> fail(MeshError.TIMEOUT, "no first token in time"));
    open(client, post, body);
  }

  private void open(HttpClient client, RequestOptions post, Buffer body) {
    client.request(post)
        .onSuccess(opened -> send(opened, body, () -> openAgain(client, post, body)))
        .onFailure(failure -> fail(MeshError.PROVIDER_FAILED, "no connection to the model"));
  }

  /** A connection that was kept may be closed by the service just when it is used: a fresh one is tried once. */
  private void openAgain(HttpClient client, RequestOptions post, Buffer body) {
    if (!mayTryAgain) {
      fail(MeshError.PROVIDER_FAILED, "the model closed the connection");
    } else if (!over) {
      mayTryAgain = false;
      open(client, post, body);
    }
  }

  @Override
  public void cancel() {
    end();
    reset();
  }

  private void send(HttpClientRequest opened, Buffer body, Runnable onClosed) {
    request = opened;
    if (over) {
      reset();
      return;
    }
    opened.send(body)
        .onSuccess(this::receive)
        .onFailure(failure -> onClosed.run());
  }

  private void receive(HttpClientResponse response) {
    if (over) {
      return;
    }
    response.exceptionHandler(failure -> fail(MeshError.PROVIDER_FAILED, "the answer was cut off"));
    if (response.statusCode() == BAD_REQUEST) {
      readRefusal(response);
    } else if (response.statusCode() != OK) {
      fail(failureOf(response));
    } else {
      String type = String.valueOf(response.getHeader("content-type"));
      boolean streamed = !type.contains("application/json");
      response.handler(bytes -> take(bytes, streamed));
      response.endHandler(v -> streamEnded(streamed));
    }
  }

  /** Some services call a wrong key a bad request: only the body tells. */
  private void readRefusal(HttpClientResponse response) {
    Runnable refuse = () -> fail(reader.refused(whole.toString())
        .map(error -> new MeshException(error, "the model refused the key")).orElseGet(() -> failureOf(response)));
    vertx.cancelTimer(silenceTimer);
    silenceTimer = vertx.setTimer(REFUSAL_WAIT_MS, t -> refuse.run());
    response.exceptionHandler(failure -> refuse.run());
    response.endHandler(v -> refuse.run());
    response.handler(bytes -> {
      whole.appendBuffer(bytes);
      if (whole.length() > REFUSAL_BYTES_MAX) {
        refuse.run();
      }
    });
  }

  private static MeshException failureOf(HttpClientResponse response) {
    return ServiceStatus.failure("the model", response.statusCode(), response.getHeader("retry-after"),
        MeshClock.system().unixMs());
  }

  private void take(Buffer bytes, boolean streamed) {
    if (over) {
      return;
    }
    if (!streamed) {
      whole.appendBuffer(bytes);
      if (whole.length() > BODY_BYTES_MAX) {
        fail(MeshError.PROVIDER_FAILED, "the answer is too long");
      }
      return;
    }
    try {
      events.accept(bytes.getBytes());
    } catch (IllegalArgumentException e) {
      fail(MeshError.PROVIDER_FAILED, e.getMessage());
    }
  }

  private void streamEnded(boolean streamed) {
    drained = true;
    vertx.cancelTimer(drainTimer);
    if (over) {
      return;
    }
    if (streamed) {
      events.finish();
    } else {
      event("", whole.toString());
    }
    if (anything) {
      complete();
    } else {
      fail(MeshError.PROVIDER_FAILED, "the answer is empty");
    }
  }

  private void event(String name, String data) {
    if (over) {
      return;
    }
    if (data.strip().equals(DONE)) {
      complete();
      return;
    }
    try {
      chunk(reader.text(name, data));
    } catch (ServiceError e) {
      fail(e.error(), e.getMessage());
    } catch (IllegalArgumentException e) {
      if (++badEvents > BAD_EVENTS_MAX) {
        fail(MeshError.PROVIDER_FAILED, e.getMessage());
      }
    }
  }

  private void chunk(String text) {
    vertx.cancelTimer(silenceTimer);
    silenceTimer = vertx.setTimer(deadlines.idleMs(), t -> fail(MeshError.TIMEOUT, "the model fell silent"));
    anything |= !text.isEmpty() || reader.finished();
    if (!text.isEmpty()) {
      listener.text(text);
    }
    if (reader.finished()) {
      complete();
    }
  }

  /** The rest of the response (usage, [DONE]) is read and dropped, so that the connection can serve again. */
  private void complete() {
    if (over) {
      return;
    }
    end();
    if (!drained) {
      drainTimer = vertx.setTimer(deadlines.idleMs(), t -> reset());
    }
    listener.ended(reader.calls());
  }

  private void fail(MeshError error, String message) {
    fail(new MeshException(error, message));
  }

  private void fail(MeshException failure) {
    if (!over) {
      end();
      reset();
      listener.failed(failure);
    }
  }

  private void end() {
    over = true;
    vertx.cancelTimer(totalTimer);
    vertx.cancelTimer(silenceTimer);
  }

  private void reset() {
    if (request != null) {
      request.reset();
    }
  }
}
