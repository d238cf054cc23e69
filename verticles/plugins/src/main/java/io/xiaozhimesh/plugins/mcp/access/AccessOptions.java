package io.xiaozhimesh.plugins.mcp.access;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section {@code plugins.mcp.access}: who may dial in.
 *
 * @param peers by their name: what they must show, and whom they serve
 * @param connectionsMax connections at once
 * @param connectionsPerPeerMax connections of one peer at once
 * @param handshakeMs a peer that has not listed its tools after so long is hung up on, in milliseconds
 */
public record AccessOptions(
    Map<String, Peer> peers, int connectionsMax, int connectionsPerPeerMax, int handshakeMs) {

  /** Shortest token, in characters. */
  static final int TOKEN_CHARS_MIN = 8;

  /**
   * Somebody who may dial in.
   *
   * @param token what is shown as {@code ?token=} or as a bearer token; secret
   * @param agents whose sessions get these tools; empty: everybody's
   */
  public record Peer(String token, List<String> agents) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Peer[" + agents + ']';
    }
  }

  /** Reads the section; a missing key has its default. */
  public static AccessOptions from(OptionsReader reader) {
    Map<String, Peer> peers = new LinkedHashMap<>();
    OptionsReader named = reader.section("peers");
    for (String name : named.json().fieldNames()) {
      OptionsReader peer = named.section(name);
      String token = peer.text("token", "");
      if (token.length() < TOKEN_CHARS_MIN) {
        throw new IllegalArgumentException("plugins.mcp.access.peers." + name + ".token should have at least "
            + TOKEN_CHARS_MIN + " characters");
      }
      peers.put(name, new Peer(token, peer.texts("agents", List.of())));
    }
    return new AccessOptions(Map.copyOf(peers),
        reader.integer("connectionsMax", 32, 0, 10_000),
        reader.integer("connectionsPerPeerMax", 8, 1, 1_000),
        reader.integer("handshakeMs", 10_000, 100, 600_000));
  }
}
