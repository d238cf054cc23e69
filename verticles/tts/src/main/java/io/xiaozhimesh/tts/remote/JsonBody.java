package io.xiaozhimesh.tts.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** The body is one JSON object that holds the sound. Pure; not thread-safe; bounded by whoever reads the body. */
public final class JsonBody implements Envelope {

  private final Function<JsonObject, byte[]> sound;
  private final Buffer body = Buffer.buffer();

  /** @param sound takes the sound out, or throws what the service's code means */
  public JsonBody(Function<JsonObject, byte[]> sound) {
    this.sound = sound;
  }

  @Override
  public byte[] accept(byte[] bytes) {
    body.appendBytes(bytes);
    return new byte[0];
  }

  @Override
  public byte[] end() {
    return body.length() == 0 ? new byte[0] : sound.apply(body.toJsonObject());
  }
}
