package io.xiaozhimesh.plugins.builtin.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.builtin.web.SearchService.Hit;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.List;

/** Reads what search services answer, which differ in the names only. Stateless. */
final class Hits {

  private static final int TITLE_CHARS_MAX = 200;
  private static final int TEXT_CHARS_MAX = 1_000;

  private Hits() {
  }

  /** The first of a list; entries without a title or a text are left out. */
  static List<Hit> read(JsonNode list, String title, String text, int resultsMax) {
    if (!list.isArray()) {
      throw RemoteFailure.rubbish("list of results");
    }
    List<Hit> hits = new ArrayList<>();
    for (JsonNode entry : list) {
      Hit hit = new Hit(RemoteTool.cut(entry.path(title).asText(), TITLE_CHARS_MAX),
          RemoteTool.cut(entry.path(text).asText(), TEXT_CHARS_MAX));
      if (hits.size() < resultsMax && !(hit.title().isEmpty() && hit.text().isEmpty())) {
        hits.add(hit);
      }
    }
    return hits;
  }
}
