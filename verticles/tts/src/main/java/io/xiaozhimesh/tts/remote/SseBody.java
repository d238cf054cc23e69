package io.xiaozhimesh.tts.remote;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The body is a stream of JSON objects, each on a line of its own: server-sent events, whose lines begin with
 * {@code data:}, or bare lines. Other lines, which are comments and names of events, are passed over. A line without end
 * is the last. Pure; not thread-safe.
 */
public final class SseBody implements Envelope {

  private static final int LINE_BYTES_MAX = 4 * 1024 * 1024;

  private final Function<JsonObject, byte[]> sound;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** @param sound takes the sound out of an object, or throws what the service's code means */
  public SseBody(Function<JsonObject, byte[]> sound) {
    this.sound = sound;
  }

  @Override
  public byte[] accept(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int at = 0; at < body.length; at++) {
      if (body[at] == '\n') {
        line.write(body, from, at - from);
        out.writeBytes(end());
        from = at + 1;
      }
    }
    line.write(body, from, body.length - from);
    if (line.size() > LINE_BYTES_MAX) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service's line does not end");
    }
    return out.toByteArray();
  }

  @Override
  public byte[] end() {
    String text = line.toString(StandardCharsets.UTF_8).strip();
    line.reset();
    String data = text.startsWith("data:") ? text.substring(5).strip() : text;
    return data.startsWith("{") ? sound.apply(new JsonObject(data)) : other(text);
  }

  private static byte[] other(String text) {
    if (text.startsWith("<")) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service answered with a page");
    }
    return new byte[0];
  }
}
