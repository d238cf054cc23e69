package io.xiaozhimesh.protocol.worker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.BusJson;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.MissingMembers;
import io.xiaozhimesh.protocol.worker.WorkerControl.Alive;
import io.xiaozhimesh.protocol.worker.WorkerControl.Bye;
import io.xiaozhimesh.protocol.worker.WorkerControl.Drain;
import io.xiaozhimesh.protocol.worker.WorkerControl.Error;
import io.xiaozhimesh.protocol.worker.WorkerControl.Hello;
import io.xiaozhimesh.protocol.worker.WorkerControl.Ping;
import io.xiaozhimesh.protocol.worker.WorkerControl.Welcome;
import java.util.Map;

/**
 * One text frame: a control message, whose type is lower-case, or the JSON twin of a bus message; requests and answers
 * carry their number. Unknown members are ignored. Thread-safe.
 */
public final class WorkerText {

  private static final int DEPTH_MAX = 32;
  private static final String TYPE = "type";

  private static final JsonMapper MAPPER = JsonMapper.builder(
          JsonFactory.builder().streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build()).build())
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
          DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
          DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .addModule(new MissingMembers())
      .build();

  private static final Map<String, Class<? extends WorkerControl>> CONTROLS = Map.of("hello", Hello.class,
      "welcome", Welcome.class, "ping", Ping.class, "alive", Alive.class, "drain", Drain.class, "bye", Bye.class,
      "error", Error.class);

  private final JsonNode tree;

  private WorkerText(JsonNode tree) {
    this.tree = tree;
  }

  /** A control message. */
  public static WorkerText of(WorkerControl control) {
    ObjectNode json = MAPPER.createObjectNode().put(TYPE, control.type());
    return new WorkerText(json.setAll(MAPPER.<ObjectNode>valueToTree(control)));
  }

  /** A message of the mesh. */
  public static WorkerText of(BusMessage message) {
    return new WorkerText(BusJson.tree(message));
  }

  /**
   * Parses a frame; its content is read by {@link #control} or {@link #message}.
   *
   * @throws MeshException BAD_REQUEST for what is no JSON object with a type
   */
  public static WorkerText parse(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree == null || !tree.path(TYPE).isTextual()) {
        throw new MeshException(MeshError.BAD_REQUEST, "no JSON object with a type");
      }
      return new WorkerText(tree);
    } catch (JsonProcessingException e) {
      throw new MeshException(MeshError.BAD_REQUEST, e.getOriginalMessage(), e);
    }
  }

  /** The same as request number {@code id}. */
  public WorkerText asRequest(int id) {
    return with(WorkerProtocol.ID, id);
  }

  /** The same as the answer to request number {@code re}. */
  public WorkerText asAnswer(int re) {
    return with(WorkerProtocol.RE, re);
  }

  /** The same, opening stream number {@code stream}. */
  public WorkerText opening(int stream) {
    return with(WorkerProtocol.STREAM, stream);
  }

  /** Whether this is a control message; else it is one of the mesh. */
  public boolean isControl() {
    return CONTROLS.containsKey(tree.path(TYPE).textValue());
  }

  /** The control message; BAD_REQUEST when a member is missing or wrong. */
  public WorkerControl control() {
    try {
      return MAPPER.treeToValue(tree, CONTROLS.get(tree.path(TYPE).textValue()));
    } catch (JsonProcessingException e) {
      throw new MeshException(MeshError.BAD_REQUEST, e.getOriginalMessage(), e);
    }
  }

  /** The message of the mesh; BAD_REQUEST when it is none or a member is missing or wrong. */
  public BusMessage message() {
    return BusJson.read(tree);
  }

  /** The number of the request, 0 if this is none. */
  public int id() {
    return tree.path(WorkerProtocol.ID).asInt(0);
  }

  /** The number of the request that this answers, 0 if it answers none. */
  public int re() {
    return tree.path(WorkerProtocol.RE).asInt(0);
  }

  /** The stream that this opens, 0 if it opens none. */
  public int stream() {
    return tree.path(WorkerProtocol.STREAM).asInt(0);
  }

  /** The frame's text. */
  @Override
  public String toString() {
    return tree.toString();
  }

  private WorkerText with(String member, int value) {
    return new WorkerText(((ObjectNode) tree.deepCopy()).put(member, value));
  }
}
