package io.xiaozhimesh.plugins.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to a service outside.
 *
 * @param tool who asks, for the counters
 * @param method of HTTP
 * @param url absolute
 * @param headers by name; may hold a key
 * @param body what is sent; empty for none
 * @param deadlineMs for all of it, a repetition included
 * @param bytesMax longest body of an answer
 * @param repeatable asking twice does what asking once does, so that a broken connection or a 502, 503 or 504 is worth
 *     one more try
 */
public record RemoteAsk(
    String tool,
    HttpMethod method,
    String url,
    Map<String, String> headers,
    Buffer body,
    int deadlineMs,
    int bytesMax,
    boolean repeatable) {

  /** Half a mebibyte. */
  public static final int DEFAULT_BYTES_MAX = 1 << 19;

  /** Copies the headers. */
  public RemoteAsk {
    headers = Map.copyOf(headers);
  }

  /** A question without a body, repeatable. */
  public static RemoteAsk get(String tool, String url, int deadlineMs) {
    return new RemoteAsk(tool, HttpMethod.GET, url, Map.of("accept", "application/json"), Buffer.buffer(), deadlineMs,
        DEFAULT_BYTES_MAX, true);
  }

  /** Sends JSON. */
  public static RemoteAsk post(String tool, String url, String json, int deadlineMs, boolean repeatable) {
    return new RemoteAsk(tool, HttpMethod.POST, url,
        Map.of("accept", "application/json", "content-type", "application/json"), Buffer.buffer(json), deadlineMs,
        DEFAULT_BYTES_MAX, repeatable);
  }

  /** The same with another header; a later one of the same name wins. */
  public RemoteAsk header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new RemoteAsk(tool, method, url, more, body, deadlineMs, bytesMax, repeatable);
  }

  /** The same with a bearer token; none if it is empty. */
  public RemoteAsk bearer(String token) {
    return token.isEmpty() ? this : header("authorization", "Bearer " + token);
  }

  /** Without headers and body, which may hold what is nobody's business. */
  @Override
  public String toString() {
    return method + " for " + tool;
  }
}
