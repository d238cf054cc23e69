package io.xiaozhimesh.plugins.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One JSON-RPC 2.0 message of a peer. */
public sealed interface RpcMessage {

  /** Something that wants an answer with the same id: a text or a number. */
  record Request(JsonNode id, String method, ObjectNode params) implements RpcMessage {
  }

  /** Something that wants none. */
  record Notification(String method, ObjectNode params) implements RpcMessage {
  }

  /** The answer to one of our requests. */
  record Result(long id, ObjectNode result) implements RpcMessage {
  }

  /** The refusal of one of our requests; id -1 when the peer could not read it. */
  record Failure(long id, int code, String message) implements RpcMessage {
  }

  /** Neither JSON nor a message; {@code json} is false when it could not even be parsed. */
  record Malformed(boolean json) implements RpcMessage {
  }
}
