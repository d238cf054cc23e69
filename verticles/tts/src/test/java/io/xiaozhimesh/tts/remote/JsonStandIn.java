package io.xiaozhimesh.tts.remote;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A service whose answer is one JSON object that holds the sound as base64. */
public abstract class JsonStandIn extends HttpStandIn {

  private static final int PIECE_BYTES = 6_000;

  protected JsonStandIn(Vertx vertx) throws Exception {
    super(vertx);
  }

  /** What stands before the sound, up to its opening quotation mark. */
  protected abstract String head();

  /** What stands behind it, from its closing quotation mark. */
  protected abstract String tail();

  @Override
  protected final String type() {
    return "application/json";
  }

  @Override
  protected final List<Buffer> answer(Buffer sound) {
    List<Buffer> pieces = new ArrayList<>(List.of(Buffer.buffer(head())));
    for (int at = 0; at < sound.length(); at += PIECE_BYTES) {
      byte[] piece = sound.getBytes(at, Math.min(sound.length(), at + PIECE_BYTES));
      pieces.add(Buffer.buffer(Base64.getEncoder().encodeToString(piece)));
    }
    pieces.add(Buffer.buffer(tail()));
    return pieces;
  }
}
