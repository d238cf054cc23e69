package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;
import java.util.List;

/** A service that searches the web. On the stage's context. */
interface SearchService {

  /**
   * A place where something is found.
   *
   * @param title of the page
   * @param text the part of it that answers, or ""
   */
  record Hit(String title, String text) {
  }

  /**
   * What is found, the best first, at most {@code resultsMax}; fails with a
   * {@link io.xiaozhimesh.plugins.remote.RemoteFailure}.
   */
  Future<List<Hit>> search(String query, int resultsMax);
}
