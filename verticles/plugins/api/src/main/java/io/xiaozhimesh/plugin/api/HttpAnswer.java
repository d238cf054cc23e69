package io.xiaozhimesh.plugin.api;

import java.util.Map;

/**
 * The answer to an {@link HttpAsk}, whatever its status.
 *
 * @param status such as 200
 * @param headers by lower-case name, the first value of each
 * @param body read as UTF-8
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }
}
