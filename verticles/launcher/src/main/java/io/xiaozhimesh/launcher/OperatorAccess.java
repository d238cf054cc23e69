package io.xiaozhimesh.launcher;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may change something on a management port: who shows the admin token, or without one who is on this machine. A page
 * in a browser may not.
 *
 * @param adminToken what is sent as Bearer, or ""
 */
record OperatorAccess(String adminToken) {

  boolean allows(HttpServerRequest request) {
    if (request.getHeader("Origin") != null) {
      return false;
    } else if (adminToken.isEmpty()) {
      String host = request.remoteAddress().hostAddress();
      return host != null && (host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1"));
    }
    String sent = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), ("Bearer " + adminToken).getBytes(StandardCharsets.UTF_8));
  }

  /** The status for somebody who may not. */
  int refusal() {
    return adminToken.isEmpty() ? 403 : 401;
  }

  @Override
  public String toString() {
    return "OperatorAccess[" + (adminToken.isEmpty() ? "this machine" : "by token") + ']';
  }
}
