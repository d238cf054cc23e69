package io.xiaozhimesh.plugins.builtin.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.remote.RemoteFailure.Reason;
import io.xiaozhimesh.plugins.remote.RemoteHttp;
import java.util.ArrayList;
import java.util.List;

/**
 * Open-Meteo, which needs no key: its geocoding (https://open-meteo.com/en/docs/geocoding-api) and its forecast
 * (https://open-meteo.com/en/docs), with WMO weather codes.
 */
final class OpenMeteo implements WeatherService {

  private static final String WANTED = "&current=temperature_2m,weather_code&daily=weather_code,temperature_2m_max,"
      + "temperature_2m_min,precipitation_probability_max&timezone=auto&forecast_days=3";

  private final RemoteHttp http;
  private final String geocodingUrl;
  private final String forecastUrl;
  private final int deadlineMs;

  OpenMeteo(RemoteHttp http, String geocodingUrl, String forecastUrl, int deadlineMs) {
    this.http = http;
    this.geocodingUrl = geocodingUrl;
    this.forecastUrl = forecastUrl;
    this.deadlineMs = deadlineMs;
  }

  @Override
  public Future<WeatherReport> report(String place, boolean chinese) {
    String question = geocodingUrl + "/search?count=1&format=json&language=" + (chinese ? "zh" : "en") + "&name="
        + RemoteTool.query(place);
    return http.json(RemoteAsk.get(Weather.NAME, question, deadlineMs)).compose(found -> {
      JsonNode first = found.path("results").path(0);
      if (first.isMissingNode()) {
        return Future.failedFuture(new RemoteFailure(Reason.NOT_FOUND, "no such place"));
      } else if (!first.path("latitude").isNumber() || !first.path("longitude").isNumber()) {
        return Future.failedFuture(RemoteFailure.rubbish("latitude"));
      }
      return http.json(RemoteAsk.get(Weather.NAME, forecastUrl + "/forecast?latitude="
              + first.path("latitude").asDouble() + "&longitude=" + first.path("longitude").asDouble() + WANTED, deadlineMs))
          .map(forecast -> read(first.path("name").asText(place), forecast, chinese));
    });
  }

  private static WeatherReport read(String place, JsonNode forecast, boolean chinese) {
    JsonNode now = forecast.path("current");
    JsonNode daily = forecast.path("daily");
    if (!now.path("temperature_2m").isNumber() || !daily.path("temperature_2m_max").isArray()) {
      throw RemoteFailure.rubbish("current or daily");
    }
    List<WeatherReport.Day> days = new ArrayList<>();
    for (int i = 0; i < daily.path("temperature_2m_max").size(); i++) {
      days.add(new WeatherReport.Day(sky(daily.path("weather_code").path(i).asInt(-1), chinese),
          round(daily.path("temperature_2m_min").path(i)), round(daily.path("temperature_2m_max").path(i)),
          daily.path("precipitation_probability_max").path(i).asInt(-1)));
    }
    return new WeatherReport(place, sky(now.path("weather_code").asInt(-1), chinese), round(now.path("temperature_2m")),
        days);
  }

  private static int round(JsonNode degrees) {
    return (int) Math.round(degrees.asDouble());
  }

  /** Code table 4677 of the WMO, as far as Open-Meteo uses it. */
  private static String sky(int code, boolean chinese) {
    return switch (code) {
      case 0 -> chinese ? "晴" : "clear sky";
      case 1, 2 -> chinese ? "少云" : "partly cloudy";
      case 3 -> chinese ? "阴" : "overcast";
      case 45, 48 -> chinese ? "有雾" : "fog";
      case 51, 53, 55, 56, 57 -> chinese ? "毛毛雨" : "drizzle";
      case 61, 66, 80 -> chinese ? "小雨" : "light rain";
      case 63, 81 -> chinese ? "中雨" : "rain";
      case 65, 67, 82 -> chinese ? "大雨" : "heavy rain";
      case 71, 77, 85 -> chinese ? "小雪" : "light snow";
      case 73 -> chinese ? "中雪" : "snow";
      case 75, 86 -> chinese ? "大雪" : "heavy snow";
      case 95, 96, 99 -> chinese ? "雷雨" : "thunderstorms";
      default -> chinese ? "天气不明" : "unclear weather";
    };
  }
}
