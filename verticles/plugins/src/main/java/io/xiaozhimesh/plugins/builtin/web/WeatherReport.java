package io.xiaozhimesh.plugins.builtin.web;

import java.util.List;

/**
 * The weather of a place, in words of one language.
 *
 * @param place its name
 * @param now what it is like, such as "light rain"
 * @param degrees now, in °C
 * @param days today and what follows
 */
record WeatherReport(String place, String now, int degrees, List<Day> days) {

  /**
   * A day.
   *
   * @param sky what it is like
   * @param low in °C
   * @param high in °C
   * @param rainPercent how likely it rains, or -1 where the service does not say
   */
  record Day(String sky, int low, int high, int rainPercent) {
  }
}
