package io.xiaozhimesh.plugins.mcp.client;

import io.vertx.core.Future;
import io.xiaozhimesh.plugins.mcp.wire.RpcMessage;

/** One connection to one MCP server, whatever it is made of. Used once. On one context, its listener too. */
public interface McpTransport {

  /** Hears what comes. */
  interface Listener {

    /** A message, or something that is none. */
    void received(RpcMessage message);

    /** The answer to this request was too large to be read; id -1 where it is unknown whose answer it was. */
    void oversized(long id, long bytes);

    /** It has ended by itself; nothing follows. */
    void closed(String why);
  }

  /** Connects; completes when messages can be sent. */
  Future<Void> open(Listener listener);

  /**
   * Sends a message.
   *
   * @param id of a request; -1 for anything else
   * @return completes when it is sent; fails with a {@link McpFailure} where it is known that the request will have no
   *     answer
   */
  Future<Void> send(long id, String json);

  /** Nobody waits for the answer to this request any more. */
  default void forget(long id) {
  }

  /** The handshake is over and this revision is spoken. */
  default void agreed(String version) {
  }

  /** Ends it and frees what it holds; completes when that is done, in bounded time. */
  Future<Void> close();
}
