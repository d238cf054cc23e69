package io.xiaozhimesh.tts.openai;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service with OpenAI's wire format: JSON in, chunked 24 kHz PCM or WAV out, errors as {@code {"error":{…}}}. What it
 * does wrong stands at the beginning of the text that it is to speak.
 */
final class SpeechService {

  static final int RATE_HZ = 24_000;

  final ConcurrentLinkedQueue<JsonObject> questions = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> authorizations = new ConcurrentLinkedQueue<>();
  final AtomicInteger resets = new AtomicInteger();
  private final Vertx vertx;
  private final HttpServer server;

  SpeechService(Vertx vertx) throws Exception {
    this.vertx = vertx;
    server = vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1")
        .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  private void receive(HttpServerRequest request) {
    request.response().exceptionHandler(e -> resets.incrementAndGet());
    authorizations.add(String.valueOf(request.getHeader("Authorization")));
    request.body().onSuccess(body -> {
      JsonObject question = body.toJsonObject();
      questions.add(question);
      if (!request.path().equals("/v1/audio/speech")) {
        error(request.response(), 404);
      } else {
        answer(request.response(), question);
      }
    });
  }

  private void answer(HttpServerResponse response, JsonObject question) {
    String text = question.getString("input");
    Buffer sound = sound(text);
    if (text.matches("status \\d+.*")) {
      error(response, Integer.parseInt(text.substring(7, 10)));
    } else if (text.startsWith("silent")) {
      response.setChunked(true).putHeader("Content-Type", "audio/pcm").end();
    } else if (text.startsWith("never")) {
      response.setChunked(true);
    } else if (text.startsWith("stall")) {
      begin(response).write(sound.slice(0, 9_601));
    } else if (text.startsWith("cut")) {
      begin(response).write(sound.slice(0, 4_801)).onSuccess(v -> response.reset());
    } else if (text.startsWith("html")) {
      response.putHeader("Content-Type", "text/html").end("<html>It works!</html>");
    } else if (text.startsWith("endless")) {
      pour(begin(response), sound);
    } else if (text.startsWith("bytes")) {
      drip(begin(response), sound.slice(0, 4_801), 0);
    } else if (question.getString("response_format").equals("wav")) {
      response.setChunked(true).putHeader("Content-Type", "audio/wav").end(header().appendBuffer(sound));
    } else {
      pieces(begin(response), sound, 0);
    }
  }

  private static HttpServerResponse begin(HttpServerResponse response) {
    return response.setChunked(true).putHeader("Content-Type", "audio/pcm");
  }

  /** Odd pieces, as a network cuts them. */
  private void pieces(HttpServerResponse response, Buffer sound, int at) {
    int end = Math.min(sound.length(), at + 7_777);
    response.write(sound.slice(at, end)).onSuccess(v -> {
      if (end == sound.length()) {
        response.end();
      } else {
        vertx.runOnContext(next -> pieces(response, sound, end));
      }
    });
  }

  private void drip(HttpServerResponse response, Buffer sound, int at) {
    if (at == sound.length()) {
      response.end();
      return;
    }
    response.write(sound.slice(at, at + 1)).onSuccess(v -> drip(response, sound, at + 1));
  }

  private void pour(HttpServerResponse response, Buffer sound) {
    response.write(sound).onSuccess(v -> vertx.runOnContext(next -> pour(response, sound)));
  }

  private static void error(HttpServerResponse response, int status) {
    response.setStatusCode(status).putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("error", new JsonObject().put("message", "as asked")).toBuffer());
  }

  /** Fifty milliseconds for each character. */
  static Buffer sound(String text) {
    Buffer sound = Buffer.buffer();
    for (int i = 0; i < text.length() * RATE_HZ / 20; i++) {
      sound.appendShortLE((short) (9_000 * Math.sin(2 * Math.PI * 300 * i / RATE_HZ)));
    }
    return sound;
  }

  private static Buffer header() {
    return Buffer.buffer().appendString("RIFF").appendIntLE(-1).appendString("WAVEfmt ").appendIntLE(16)
        .appendShortLE((short) 1).appendShortLE((short) 1).appendIntLE(RATE_HZ).appendIntLE(RATE_HZ * 2)
        .appendShortLE((short) 2).appendShortLE((short) 16).appendString("data").appendIntLE(-1);
  }
}
