package io.xiaozhimesh.tts.remote;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.Base64;
import java.util.HexFormat;

/** What many services have in common in what they say. Pure. */
public final class Answers {

  private Answers() {
  }

  /** The sound that stands as base64 under a key; none where the key is missing or empty. */
  public static byte[] base64(JsonObject in, String key) {
    String text = in == null ? null : in.getString(key);
    return text == null ? new byte[0] : Base64.getDecoder().decode(text);
  }

  /** The sound that stands as hexadecimal digits under a key; none where the key is missing or empty. */
  public static byte[] hex(JsonObject in, String key) {
    String text = in == null ? null : in.getString(key);
    return text == null ? new byte[0] : HexFormat.of().parseHex(text);
  }

  /** A refusal that the service expresses with a code of its own. */
  public static MeshException refused(MeshError error, Object code) {
    return new MeshException(error, "the service answered with code " + code);
  }
}
