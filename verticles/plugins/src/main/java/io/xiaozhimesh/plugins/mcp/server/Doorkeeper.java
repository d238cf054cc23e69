package io.xiaozhimesh.plugins.mcp.server;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/**
 * Who may ask at all (MCP 2025-11-25, "Transports", "Security Warning"): no page of a foreign origin, no name that
 * somebody made point at this machine, nobody without the token. Pure.
 */
final class Doorkeeper {

  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final boolean localOnly;
  private final String token;
  private final List<String> allowedOrigins;

  Doorkeeper(String host, String token, List<String> allowedOrigins) {
    this.localOnly = LOCAL.contains(host);
    this.token = token;
    this.allowedOrigins = allowedOrigins;
    if (!localOnly && token.isEmpty()) {
      throw new IllegalArgumentException("plugins.mcp.offer.token is needed where plugins.mcp.host is not this machine's");
    }
  }

  /** 0, or the HTTP status with which to refuse. Absent headers are null. */
  int refusal(String host, String origin, String authorization) {
    if (origin != null && !allowedOrigins.contains(origin) && !LOCAL.contains(hostOf(origin))) {
      return 403;
    } else if (localOnly && !LOCAL.contains(hostOf("http://" + host))) {
      return 403;
    } else if (!token.isEmpty() && !shows(authorization)) {
      return 401;
    }
    return 0;
  }

  private boolean shows(String authorization) {
    byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    return authorization != null
        && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
  }

  private static String hostOf(String origin) {
    try {
      return String.valueOf(URI.create(origin).getHost());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
