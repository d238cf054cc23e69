package io.xiaozhimesh.ingress.socket;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which web pages may connect. A browser lets any page open a WebSocket anywhere and only says which page it is. */
final class Origins {

  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final List<String> allowed;

  Origins(List<String> allowed) {
    this.allowed = allowed.stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether this origin may connect to the server that it calls {@code host}; null is no web page. */
  boolean allow(String origin, String host) {
    if (origin == null || allowed.contains("*") || allowed.contains(origin.toLowerCase(Locale.ROOT))) {
      return true;
    }
    String page = hostOf(origin);
    return !page.isEmpty() && (LOCAL.contains(page) || host != null && page.equals(hostOf("http://" + host)));
  }

  private static String hostOf(String url) {
    try {
      String host = URI.create(url.strip()).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
