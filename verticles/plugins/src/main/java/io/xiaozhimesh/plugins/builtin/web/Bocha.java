package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.remote.RemoteFailure.Reason;
import io.xiaozhimesh.plugins.remote.RemoteHttp;
import java.util.List;

/**
 * Bocha (博查, https://open.bochaai.com): {@code POST /v1/web-search} with a bearer key; {@code code} 200 and
 * {@code data.webPages.value}.
 */
record Bocha(RemoteHttp http, String baseUrl, String key, int deadlineMs) implements SearchService {

  private static final int OK = 200;

  @Override
  public Future<List<Hit>> search(String query, int resultsMax) {
    JsonObject body = new JsonObject().put("query", query).put("count", resultsMax).put("summary", true);
    return http
        .json(RemoteAsk.post(WebSearch.NAME, baseUrl + "/v1/web-search", body.encode(), deadlineMs, true).bearer(key))
        .map(answer -> {
          if (answer.path("code").asInt(OK) != OK) {
            throw new RemoteFailure(Reason.REFUSED, "code " + answer.path("code").asInt());
          }
          boolean summaries = answer.at("/data/webPages/value/0").has("summary");
          return Hits.read(answer.at("/data/webPages/value"), "name", summaries ? "summary" : "snippet", resultsMax);
        });
  }
}
