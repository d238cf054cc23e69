package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.dialogue.LanguageModel.ModelCall;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.openai.OpenAiOptions.Deadlines;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;

/**
 * One request and its streamed answer. Tells its listener exactly once how it ended, whatever the service does. Used on
 * one context.
 */
final class OpenAiCall implements ModelCall {

  private static final String DONE = "[DONE]";
  private static final int BODY_BYTES_MAX = 1_048_576;
  private static final int BAD_EVENTS_MAX = 10;

  private final Vertx vertx;
  private final Deadlines deadlines;
  private final ModelListener listener;
  private final ChatChunks chunks = new ChatChunks();
  private final EventStream events = new EventStream(this::event);
  private final Buffer whole = Buffer.buffer();
  private HttpClientRequest request;
  private long totalTimer;
  private long silenceTimer;
  private long drainTimer = -1;
  private boolean drained;
  private boolean triedAgain;
  private int badEvents;
  private boolean anything;
  private boolean over;

  OpenAiCall(Vertx vertx, Deadlines deadlines, ModelListener listener) {
    this.vertx = vertx;
    this.deadlines = deadlines;
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
    if (triedAgain) {
      fail(MeshError.PROVIDER_FAILED, "the model closed the connection");
    } else if (!over) {
      triedAgain = true;
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
    if (response.statusCode() != 200) {
      fail(errorOf(response.statusCode()), "the model answered with status " + response.statusCode());
      return;
    }
    String type = String.valueOf(response.getHeader("content-type"));
    boolean streamed = !type.contains("application/json");
    response.handler(bytes -> take(bytes, streamed));
    response.endHandler(v -> streamEnded(streamed));
  }

  private static MeshError errorOf(int status) {
    return switch (status) {
      case 401, 403 -> MeshError.UNAUTHENTICATED;
      case 429 -> MeshError.OVERLOADED;
      default -> MeshError.PROVIDER_FAILED;
    };
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
      event(whole.toString());
    }
    if (anything) {
      complete();
    } else {
      fail(MeshError.PROVIDER_FAILED, "the answer is empty");
    }
  }

  private void event(String data) {
    if (over) {
      return;
    }
    if (data.strip().equals(DONE)) {
      complete();
      return;
    }
    try {
      chunk(chunks.text(data));
    } catch (ChatChunks.ServiceError e) {
      fail(MeshError.PROVIDER_FAILED, e.getMessage());
    } catch (IllegalArgumentException e) {
      if (++badEvents > BAD_EVENTS_MAX) {
        fail(MeshError.PROVIDER_FAILED, e.getMessage());
      }
    }
  }

  private void chunk(String text) {
    vertx.cancelTimer(silenceTimer);
    silenceTimer = vertx.setTimer(deadlines.idleMs(), t -> fail(MeshError.TIMEOUT, "the model fell silent"));
    anything |= !text.isEmpty() || chunks.finished();
    if (!text.isEmpty()) {
      listener.text(text);
    }
    if (chunks.finished()) {
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
    listener.ended(chunks.calls());
  }

  private void fail(MeshError error, String message) {
    if (!over) {
      end();
      reset();
      listener.failed(new MeshException(error, message));
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
