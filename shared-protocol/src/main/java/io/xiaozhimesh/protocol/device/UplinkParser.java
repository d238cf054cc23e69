package io.xiaozhimesh.protocol.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.device.UplinkMessage.Ignored;
import io.xiaozhimesh.protocol.device.UplinkMessage.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the JSON messages of devices. Never throws: what makes no sense becomes {@link Ignored} with a reason. Unknown
 * members are skipped, of duplicate members the last one counts, a member of a wrong type counts as missing. Time and
 * memory are bounded by {@link Limits#DEVICE_TEXT_BYTES_MAX} and {@link Limits#DEVICE_JSON_DEPTH_MAX}. Thread-safe.
 */
public final class UplinkParser {

  private static final int REASON_CHARS_MAX = 64;

  private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(Limits.DEVICE_JSON_DEPTH_MAX)
          .maxStringLength(Limits.DEVICE_TEXT_BYTES_MAX)
          .maxNameLength(Limits.DEVICE_TEXT_BYTES_MAX)
          .build())
      .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private UplinkParser() {
  }

  /** Reads one message from its UTF-8 bytes. */
  public static UplinkMessage parse(byte[] utf8) {
    if (utf8.length > Limits.DEVICE_TEXT_BYTES_MAX) {
      return new Ignored(Why.TOO_LARGE);
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return new Ignored(Why.NOT_UTF8);
    }
  }

  /** Reads one message. */
  public static UplinkMessage parse(String text) {
    if (text.length() > Limits.DEVICE_TEXT_BYTES_MAX) {
      return new Ignored(Why.TOO_LARGE);
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      return read(parser);
    } catch (IOException e) {
      return new Ignored(Why.NOT_JSON);
    }
  }

  private static UplinkMessage read(JsonParser parser) throws IOException {
    try {
      JsonNode message = MAPPER.readTree(parser);
      return message != null && message.isObject() ? byType(message) : new Ignored(whyNoObject(message));
    } catch (StreamConstraintsException e) {
      boolean deep = parser.getParsingContext().getNestingDepth() > Limits.DEVICE_JSON_DEPTH_MAX;
      return new Ignored(deep ? Why.TOO_DEEP : Why.TOO_LARGE);
    }
  }

  private static Why whyNoObject(JsonNode message) {
    return message == null || message.isMissingNode() ? Why.NOT_JSON : Why.NOT_AN_OBJECT;
  }

  private static UplinkMessage byType(JsonNode message) throws JsonProcessingException {
    JsonNode type = message.path("type");
    if (!type.isTextual()) {
      return new Ignored(Why.NO_TYPE);
    }
    return switch (type.textValue()) {
      case "hello" -> HelloReader.read(message);
      case "listen" -> listen(message);
      case "abort" -> new UplinkMessage.Abort(text(message, "reason", REASON_CHARS_MAX));
      case "mcp" -> mcp(message.path("payload"));
      case "iot" -> new UplinkMessage.Iot(MAPPER.writeValueAsString(message));
      case "goodbye" -> new UplinkMessage.Goodbye();
      case "ping" -> new UplinkMessage.Ping();
      default -> new Ignored(Why.UNKNOWN_TYPE);
    };
  }

  private static UplinkMessage listen(JsonNode message) {
    return switch (message.path("state").asText("")) {
      case "start" -> new UplinkMessage.ListenStart(mode(message.path("mode")));
      case "stop" -> new UplinkMessage.ListenStop();
      case "detect" -> new UplinkMessage.ListenDetect(text(message, "text", Limits.TRANSCRIPT_CHARS_MAX));
      case "text" -> typed(text(message, "text", Limits.TRANSCRIPT_CHARS_MAX));
      default -> new Ignored(Why.UNKNOWN_STATE);
    };
  }

  private static UplinkMessage typed(String text) {
    return text.isBlank() ? new Ignored(Why.NO_TEXT) : new UplinkMessage.ListenText(text);
  }

  private static UplinkMessage mcp(JsonNode payload) throws JsonProcessingException {
    return payload.isObject()
        ? new UplinkMessage.Mcp(MAPPER.writeValueAsString(payload))
        : new Ignored(Why.NO_PAYLOAD);
  }

  private static Optional<ListenMode> mode(JsonNode mode) {
    if (!mode.isTextual()) {
      return Optional.empty();
    }
    return switch (mode.textValue().toLowerCase(Locale.ROOT)) {
      case "auto" -> Optional.of(ListenMode.AUTO);
      case "manual" -> Optional.of(ListenMode.MANUAL);
      case "realtime" -> Optional.of(ListenMode.REALTIME);
      default -> Optional.empty();
    };
  }

  private static String text(JsonNode message, String member, int charsMax) {
    JsonNode text = message.path(member);
    return text.isTextual() ? WireText.clean(text.textValue(), charsMax) : "";
  }
}
