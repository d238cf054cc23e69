package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.remote.RemoteHttp;
import java.util.List;

/** Tavily (https://docs.tavily.com/documentation/api-reference/endpoint/search): {@code POST /search} with a bearer key. */
record Tavily(RemoteHttp http, String baseUrl, String key, int deadlineMs) implements SearchService {

  @Override
  public Future<List<Hit>> search(String query, int resultsMax) {
    JsonObject body = new JsonObject().put("query", query).put("max_results", resultsMax);
    return http.json(RemoteAsk.post(WebSearch.NAME, baseUrl + "/search", body.encode(), deadlineMs, true).bearer(key))
        .map(answer -> Hits.read(answer.path("results"), "title", "content", resultsMax));
  }
}
