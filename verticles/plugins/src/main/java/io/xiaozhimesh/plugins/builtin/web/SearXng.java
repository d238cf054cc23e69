package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.remote.RemoteHttp;
import java.util.List;

/**
 * SearXNG, which one runs oneself (https://docs.searxng.org/dev/search_api.html): {@code GET /search?q=…&format=json},
 * to be allowed in its settings; without a key.
 */
record SearXng(RemoteHttp http, String baseUrl, int deadlineMs) implements SearchService {

  @Override
  public Future<List<Hit>> search(String query, int resultsMax) {
    return http
        .json(RemoteAsk.get(WebSearch.NAME, baseUrl + "/search?format=json&q=" + RemoteTool.query(query), deadlineMs))
        .map(answer -> Hits.read(answer.path("results"), "title", "content", resultsMax));
  }
}
