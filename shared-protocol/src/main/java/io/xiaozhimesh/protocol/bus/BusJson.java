package io.xiaozhimesh.protocol.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON form of bus messages, for workers in other languages: an object with {@code "type"}, the name of the
 * message, and its components under their names. Enums are their names, payloads are base64, a nested record is an
 * object. Unknown members are ignored, so that a newer sender is understood; a wrong one is refused, and
 * a missing one unless its component is marked {@link MayBeMissing}.
 *
 * <p>Thread-safe. Text that cannot be read fails with {@link MeshError#BAD_REQUEST}.
 */
public final class BusJson {

  /** Longest text that is read, in characters. */
  public static final int CHARS_MAX = 1_048_576;

  private static final String TYPE = "type";
  private static final int DEPTH_MAX = 32;

  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
          .build())
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
          DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .addModule(new SimpleModule()
          .addSerializer(Payload.class, new PayloadWriter())
          .addDeserializer(Payload.class, new PayloadReader()))
      .addModule(new MissingMembers())
      .build();

  private static final Map<String, Class<? extends BusMessage>> BY_NAME =
      BusWire.types().stream().collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

  private BusJson() {
  }

  /** The message as one line of JSON. */
  public static String write(BusMessage message) {
    return tree(message).toString();
  }

  /** The message as an object to which a caller may add members. */
  public static ObjectNode tree(BusMessage message) {
    ObjectNode json = MAPPER.createObjectNode().put(TYPE, message.getClass().getSimpleName());
    return json.setAll(MAPPER.<ObjectNode>valueToTree(message));
  }

  /**
   * Reads a message.
   *
   * @throws MeshException BAD_REQUEST for text that is too long, no JSON object, without a known type, or with a
   *     component that is missing, of another type, or refused by its record
   */
  public static BusMessage read(String json) {
    if (json.length() > CHARS_MAX) {
      throw new MeshException(MeshError.BAD_REQUEST, "longer than " + CHARS_MAX + " characters");
    }
    try {
      return read(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new MeshException(MeshError.BAD_REQUEST, e.getOriginalMessage(), e);
    }
  }

  /** Reads a message that has been parsed already; the same failures. */
  public static BusMessage read(JsonNode tree) {
    try {
      Class<? extends BusMessage> type = BY_NAME.get(tree.path(TYPE).asText());
      if (type == null) {
        throw new MeshException(MeshError.BAD_REQUEST, "no known message type");
      }
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new MeshException(MeshError.BAD_REQUEST, e.getOriginalMessage(), e);
    }
  }

  private static final class PayloadWriter extends StdSerializer<Payload> {

    private static final long serialVersionUID = 1;

    PayloadWriter() {
      super(Payload.class);
    }

    @Override
    public void serialize(Payload payload, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeBinary(payload.array());
    }
  }

  private static final class PayloadReader extends StdDeserializer<Payload> {

    private static final long serialVersionUID = 1;

    PayloadReader() {
      super(Payload.class);
    }

    @Override
    public Payload deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Payload.wrap(in.getBinaryValue());
    }
  }
}
