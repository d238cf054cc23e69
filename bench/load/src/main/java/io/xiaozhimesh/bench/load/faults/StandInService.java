package io.xiaozhimesh.bench.load.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that recognises, answers and speaks in OpenAI's wire format - {@code /v1/audio/transcriptions},
 * {@code /v1/chat/completions} as server-sent events, {@code /v1/audio/speech} as 24 kHz PCM
 * (platform.openai.com/docs/api-reference) - always the same, and that can be broken while it runs. Thread-safe.
 */
public final class StandInService {

  /** Hertz of what it says. */
  public static final int SPEECH_HZ = 24_000;

  /** How late a slow one is, in milliseconds. */
  public static final int SLOW_MS = 10_000;

  private static final int SPEECH_MS = 400;
  private static final int FLAKY_PERCENT = 20;
  private static final double TONE_HZ = 300;
  private static final int TONE_LEVEL = 8_000;

  private final Vertx vertx;
  private final String heard;
  private final String answer;
  private final SplittableRandom random;
  private final AtomicInteger requests = new AtomicInteger();
  private final Buffer speech = speech();
  private volatile Fault fault = Fault.NONE;
  private volatile HttpServer server;
  private volatile int port;

  /**
   * Not listening yet.
   *
   * @param heard what it always recognises
   * @param answer what it always answers
   * @param seed of its chance
   */
  public StandInService(Vertx vertx, String heard, String answer, long seed) {
    this.vertx = vertx;
    this.heard = heard;
    this.answer = answer;
    this.random = new SplittableRandom(seed);
  }

  /** Listens on a free port, from then on always the same. */
  public Future<StandInService> start() {
    return listen().map(this);
  }

  /** Its address with the path {@code /v1}. */
  public String url() {
    return "http://127.0.0.1:" + port + "/v1";
  }

  /** Requests that it has seen. */
  public int requests() {
    return requests.get();
  }

  /** Breaks it in this way, or mends it. */
  public Future<Void> fault(Fault next) {
    Fault before = fault;
    fault = next;
    if (next == Fault.KILLED && before != Fault.KILLED) {
      return stop();
    }
    return before == Fault.KILLED && next != Fault.KILLED ? listen() : Future.succeededFuture();
  }

  /** Listens no more, and breaks off what is under way. */
  public Future<Void> stop() {
    HttpServer listening = server;
    server = null;
    return listening == null ? Future.succeededFuture() : listening.close();
  }

  private Future<Void> listen() {
    HttpServer fresh = vertx.createHttpServer().requestHandler(this::receive);
    return fresh.listen(port, "127.0.0.1").onSuccess(bound -> {
      server = bound;
      port = bound.actualPort();
    }).mapEmpty();
  }

  private void receive(HttpServerRequest request) {
    requests.incrementAndGet();
    HttpServerResponse response = request.response();
    response.exceptionHandler(gone -> { });
    request.body().onSuccess(body -> {
      switch (fault) {
        case SLOW -> vertx.setTimer(SLOW_MS, late -> serve(request));
        case RUBBISH -> response.putHeader("Content-Type", "application/x-rubbish").end(Buffer.buffer("\u0000<oops>{]"));
        case FLAKY -> {
          if (chance() < FLAKY_PERCENT) {
            response.setStatusCode(500).end();
          } else {
            serve(request);
          }
        }
        default -> serve(request);
      }
    });
  }

  private synchronized int chance() {
    return random.nextInt(100);
  }

  private void serve(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    switch (request.path()) {
      case "/v1/audio/transcriptions" -> response.putHeader("Content-Type", "application/json")
          .end(new JsonObject().put("text", heard).toBuffer());
      case "/v1/chat/completions" -> chat(response);
      case "/v1/audio/speech" -> response.putHeader("Content-Type", "audio/pcm").end(speech);
      default -> response.setStatusCode(404).end();
    }
  }

  private void chat(HttpServerResponse response) {
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    for (String word : answer.split("(?<= )")) {
      response.write("data: " + new JsonObject().put("choices", new JsonArray().add(
          new JsonObject().put("delta", new JsonObject().put("content", word)))).encode() + "\n\n");
    }
    response.end("data: [DONE]\n\n");
  }

  private static Buffer speech() {
    Buffer pcm = Buffer.buffer();
    for (int i = 0; i < SPEECH_HZ / 1_000 * SPEECH_MS; i++) {
      pcm.appendShortLE((short) (TONE_LEVEL * Math.sin(2 * Math.PI * TONE_HZ * i / SPEECH_HZ)));
    }
    return pcm;
  }
}
