package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;

/** Where the weather comes from. On the stage's context. */
interface WeatherService {

  /**
   * The weather of a place.
   *
   * @param place as somebody called it
   * @param chinese words in Chinese, else in English
   * @return fails with a {@link io.xiaozhimesh.plugins.remote.RemoteFailure}; NOT_FOUND for a place nobody knows
   */
  Future<WeatherReport> report(String place, boolean chinese);
}
