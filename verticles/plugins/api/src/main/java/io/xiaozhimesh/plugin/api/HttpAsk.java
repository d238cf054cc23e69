package io.xiaozhimesh.plugin.api;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * An HTTP request.
 *
 * @param method such as "GET"
 * @param uri absolute, http or https
 * @param headers by name
 * @param body sent as UTF-8, or "" for none
 * @param deadlineMs from now to the whole answer, in milliseconds
 */
public record HttpAsk(String method, URI uri, Map<String, String> headers, String body, int deadlineMs) {

  public HttpAsk {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
    if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("not an absolute http or https address: " + uri);
    }
    if (deadlineMs <= 0) {
      throw new IllegalArgumentException("a deadline is positive");
    }
  }

  /** A GET without headers. */
  public static HttpAsk get(URI uri, int deadlineMs) {
    return new HttpAsk("GET", uri, Map.of(), "", deadlineMs);
  }
}
