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
 * QWeather (和风天气): city lookup (https://dev.qweather.com/en/docs/api/geoapi/city-lookup/), weather now and in three days
 * (https://dev.qweather.com/en/docs/api/weather/). Every account has a host of its own; the key goes into the header
 * X-QW-Api-Key. Numbers come as texts, success as code "200", an unknown place as "404".
 */
final class QWeather implements WeatherService {

  private final RemoteHttp http;
  private final String baseUrl;
  private final String key;
  private final int deadlineMs;

  QWeather(RemoteHttp http, String baseUrl, String key, int deadlineMs) {
    this.http = http;
    this.baseUrl = baseUrl;
    this.key = key;
    this.deadlineMs = deadlineMs;
  }

  @Override
  public Future<WeatherReport> report(String place, boolean chinese) {
    String lang = chinese ? "&lang=zh" : "&lang=en";
    return ask("/geo/v2/city/lookup?number=1&location=" + RemoteTool.query(place) + lang).compose(found -> {
      JsonNode city = found.path("location").path(0);
      if (!city.path("id").isTextual()) {
        return Future.failedFuture(new RemoteFailure(Reason.NOT_FOUND, "no such place"));
      }
      String location = "?location=" + RemoteTool.query(city.path("id").textValue()) + lang;
      Future<JsonNode> now = ask("/v7/weather/now" + location);
      Future<JsonNode> days = ask("/v7/weather/3d" + location);
      return Future.all(now, days).map(both -> read(city.path("name").asText(place), now.result(), days.result()));
    });
  }

  private Future<JsonNode> ask(String path) {
    return http.json(RemoteAsk.get(Weather.NAME, baseUrl + path, deadlineMs).header("X-QW-Api-Key", key))
        .map(answer -> {
          String code = answer.path("code").asText("");
          return switch (code) {
            case "200" -> answer;
            case "401", "402", "403" -> throw new RemoteFailure(Reason.KEY_REFUSED, "code " + code);
            case "404", "204" -> throw new RemoteFailure(Reason.NOT_FOUND, "code " + code);
            case "" -> throw RemoteFailure.rubbish("code");
            default -> throw new RemoteFailure(Reason.REFUSED, "an error code");
          };
        });
  }

  private static WeatherReport read(String place, JsonNode now, JsonNode forecast) {
    if (!now.path("now").path("temp").isTextual() || !forecast.path("daily").isArray()) {
      throw RemoteFailure.rubbish("now or daily");
    }
    List<WeatherReport.Day> days = new ArrayList<>();
    forecast.path("daily").forEach(day -> days.add(new WeatherReport.Day(
        day.path("textDay").asText(), day.path("tempMin").asInt(), day.path("tempMax").asInt(), -1)));
    return new WeatherReport(place, now.path("now").path("text").asText(), now.path("now").path("temp").asInt(), days);
  }
}
