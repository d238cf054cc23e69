package io.xiaozhimesh.tts.remote;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A service over HTTP. */
public abstract class HttpStandIn extends StandIn {

  private static final int PIECE_BYTES = 7_777;

  protected HttpStandIn(Vertx vertx) throws Exception {
    super(vertx);
    listen(vertx.createHttpServer().requestHandler(this::receive));
  }

  public final String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** The text that is to be spoken; complains where the request is not as documented. Null lets it be refused with 401. */
  protected abstract String read(HttpServerRequest request, Buffer body);

  /** Type of a good answer. */
  protected String type() {
    return "audio/wav";
  }

  /** A good answer: a head, pieces of which the middle ones may be repeated, a tail. */
  protected List<Buffer> answer(Buffer sound) {
    List<Buffer> pieces = new ArrayList<>(List.of(Buffer.buffer()));
    for (int at = 0; at < sound.length(); at += PIECE_BYTES) {
      pieces.add(sound.slice(at, Math.min(sound.length(), at + PIECE_BYTES)));
    }
    pieces.add(Buffer.buffer());
    return pieces;
  }

  /** Answers what is no speech, such as a request for a token; true when it did. */
  protected boolean elsewhere(HttpServerRequest request) {
    return false;
  }

  private void receive(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.exceptionHandler(e -> closedEarly.countDown());
    request.body().onSuccess(body -> {
      if (elsewhere(request)) {
        return;
      }
      String text = refusal == 0 ? read(request, body) : "";
      if (refusal != 0 || text == null) {
        response.setStatusCode(refusal == 0 ? 401 : refusal).putHeader("Retry-After", "7")
            .putHeader("Content-Type", "application/json").end(new JsonObject().put("error", "as asked").toBuffer());
      } else {
        speak(response.setChunked(true).putHeader("Content-Type", type()), text);
      }
    });
  }

  private void speak(HttpServerResponse response, String text) {
    asked.countDown();
    List<Buffer> pieces = answer(behaviour == Behaviour.EMPTY ? Buffer.buffer() : sound(text));
    switch (behaviour) {
      case WELL, EMPTY -> write(response, cut(pieces, PIECE_BYTES), 0).onSuccess(v -> response.end());
      case BYTE_BY_BYTE -> write(response, cut(pieces, 1), 0).onSuccess(v -> response.end());
      case SILENT -> { }
      case STALLING -> write(response, pieces.subList(0, 2), 0);
      case CUT -> write(response, pieces.subList(0, 2), 0).onSuccess(v -> response.reset());
      case RUBBISH -> response.putHeader("Content-Type", "text/html").end("<html>It works!</html>");
      case ENDLESS -> write(response, pieces.subList(0, 1), 0).onSuccess(v -> pour(response, pieces.get(1)));
      default -> throw new IllegalStateException();
    }
  }

  private static List<Buffer> cut(List<Buffer> pieces, int bytes) {
    Buffer all = Buffer.buffer();
    pieces.forEach(all::appendBuffer);
    List<Buffer> cut = new ArrayList<>();
    for (int at = 0; at < all.length(); at += bytes) {
      cut.add(all.slice(at, Math.min(all.length(), at + bytes)));
    }
    return cut;
  }

  private Future<Void> write(HttpServerResponse response, List<Buffer> pieces, int at) {
    Promise<Void> done = Promise.promise();
    write(response, pieces, at, done);
    return done.future();
  }

  private void write(HttpServerResponse response, List<Buffer> pieces, int at, Promise<Void> done) {
    if (at == pieces.size()) {
      done.complete();
      return;
    }
    Buffer piece = pieces.get(at);
    Future<Void> written = piece.length() == 0 ? Future.succeededFuture() : response.write(piece);
    written.onSuccess(v -> vertx.runOnContext(next -> write(response, pieces, at + 1, done)));
  }

  private void pour(HttpServerResponse response, Buffer piece) {
    response.write(piece).onSuccess(v -> vertx.runOnContext(next -> pour(response, piece)));
  }

  /** RIFF/WAVE with the sizes of a stream. */
  protected final Buffer wavHeader() {
    return Buffer.buffer().appendString("RIFF").appendIntLE(-1).appendString("WAVEfmt ").appendIntLE(16)
        .appendShortLE((short) 1).appendShortLE((short) 1).appendIntLE(rateHz()).appendIntLE(rateHz() * 2)
        .appendShortLE((short) 2).appendShortLE((short) 16).appendString("data").appendIntLE(-1);
  }
}
