package io.xiaozhimesh.ota.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.xiaozhimesh.protocol.Limits;
import java.io.IOException;

/**
 * The body of an OTA or activation request, read leniently: devices put network names unescaped into their JSON, send
 * numbers as strings, and desktop clients wrap everything into {@code Payload}. A body that cannot be read is an empty
 * one. Nesting and lengths are bounded.
 */
public final class OtaBody {

  private static final int TEXT_CHARS_MAX = 4_096;
  private static final int NUMBER_CHARS_MAX = 64;
  private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(Limits.DEVICE_JSON_DEPTH_MAX)
          .maxDocumentLength(Limits.OTA_BODY_BYTES_MAX)
          .maxStringLength(TEXT_CHARS_MAX)
          .maxNameLength(TEXT_CHARS_MAX)
          .maxNumberLength(NUMBER_CHARS_MAX)
          .build())
      .build());

  private final JsonNode root;
  private final boolean readable;

  private OtaBody(JsonNode root, boolean readable) {
    this.root = root;
    this.readable = readable;
  }

  /** Reads the body; never fails. */
  public static OtaBody parse(byte[] bytes) {
    JsonNode read = bytes.length == 0 ? MissingNode.getInstance() : tree(bytes);
    if (read == null) {
      return new OtaBody(MissingNode.getInstance(), false);
    }
    JsonNode wrapped = read.path("Payload");
    return new OtaBody(wrapped.isObject() ? wrapped : read, true);
  }

  /** False when there was a body that is no JSON. */
  public boolean readable() {
    return readable;
  }

  /** The string or number at this path, or "". */
  public String text(String... path) {
    JsonNode node = root;
    for (String name : path) {
      node = node.path(name);
    }
    return node.isTextual() || node.isNumber() ? node.asText() : "";
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return null;
    }
  }
}
