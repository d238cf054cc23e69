package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.Phrases;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.remote.FreshCache;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.remote.RemoteFailure.Reason;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Locale;

/** The weather of a place, now and in the next days. */
public final class Weather implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "get_weather";

  static final String DEFAULT_GEOCODING_URL = "https://geocoding-api.open-meteo.com/v1";
  static final String DEFAULT_FORECAST_URL = "https://api.open-meteo.com/v1";
  static final int DEFAULT_FRESH_MS = 1_800_000;
  static final int DEFAULT_DEADLINE_MS = 3_000;

  private static final int PLACES_MAX = 500;
  private static final int PLACE_CHARS_MAX = 100;
  private static final List<String> DAYS = List.of("today", "tomorrow", "day_after_tomorrow");
  private static final ToolSchema SCHEMA = new ToolSchema()
      .text("location", "City or place; leave it out for the place where the person is")
      .choice("day", "Which day; leave it out for now and today", DAYS);

  /** What this tool can be told. */
  enum Service {
    OPEN_METEO, QWEATHER
  }

  private final WeatherService service;
  private final FreshCache<WeatherReport> cache;
  private final MeshClock clock;
  private final String homePlace;

  Weather(WeatherService service, int freshMs, MeshClock clock, String homePlace) {
    this.service = service;
    this.cache = new FreshCache<>(PLACES_MAX, freshMs);
    this.clock = clock;
    this.homePlace = homePlace;
  }

  @Override
  public ToolSpec spec() {
    return RemoteTool.asking(NAME, "The weather of a place, now, today and in the next two days.", SCHEMA);
  }

  @Override
  public List<ToolPhrase> phrases() {
    JsonObject there = new JsonObject().put("location", "{place}");
    return new Phrases(NAME)
        .en(there, "what's the weather in {place}", "what is the weather in {place}", "how is the weather in {place}",
            "what's the weather like in {place}", "what is the weather like in {place}")
        .zh(there, "{place}天气怎么样", "{place}的天气怎么样", "{place}今天天气怎么样", "{place}天气如何")
        .zh(there.copy().put("day", "tomorrow"), "{place}明天天气怎么样")
        .list();
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String wanted = arguments.getString("location", "").strip();
    boolean tomorrow = wanted.matches("明天|tomorrow");
    String place = wanted.isEmpty() || tomorrow || wanted.matches("今天|现在|这里|here|today") ? homePlace : wanted;
    if (place.isEmpty()) {
      return answers.fail("For which place? Say, for example: what's the weather in Berlin.",
          "请说出城市，比如：北京天气怎么样。");
    } else if (place.length() > PLACE_CHARS_MAX) {
      return answers.fail("I know no such place.", "我不知道这个地方。");
    }
    String question = answers.chinese() + place.toLowerCase(Locale.ROOT);
    int day = tomorrow ? 1 : Math.max(0, DAYS.indexOf(arguments.getString("day", "")));
    return cache.get(question, clock.nowMs(), () -> service.report(place, answers.chinese()))
        .map(report -> told(report, day, answers))
        .otherwise(failure -> RemoteFailure.reasonOf(failure) == Reason.NOT_FOUND
            ? answers.failed("I know no place called " + place + ".", "我不知道" + place + "这个地方。")
            : answers.sorry(failure, "weather service", "天气服务"));
  }

  private static ToolResult told(WeatherReport report, int day, Answers answers) {
    String now = day > 0 ? "" : answers.either(
        "In " + report.place() + " it is " + report.degrees() + " degrees now with " + report.now() + ". ",
        report.place() + "现在" + report.degrees() + "度，" + report.now() + "。");
    if (day >= report.days().size()) {
      return now.isEmpty()
          ? answers.failed("The weather service does not look so far ahead.", "天气服务没有那么远的预报。")
          : answers.told(now.strip(), now);
    }
    WeatherReport.Day then = report.days().get(day);
    String rain = then.rainPercent() < 0 ? "" : answers.either(
        ", chance of rain " + then.rainPercent() + " percent", "，降水概率百分之" + then.rainPercent());
    String when = List.of(answers.either("Today", "今天"), answers.either("Tomorrow", "明天"),
        answers.either("The day after tomorrow", "后天")).get(day);
    String where = day == 0 ? "" : answers.either(" in " + report.place(), report.place());
    return answers.told(
        now + when + where + ": " + then.sky() + ", " + then.low() + " to " + then.high() + " degrees" + rain + ".",
        now + where + when + then.sky() + "，" + then.low() + "到" + then.high() + "度" + rain + "。");
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("service", "open-meteo").put("geocodingUrl", DEFAULT_GEOCODING_URL)
          .put("forecastUrl", DEFAULT_FORECAST_URL).put("qweatherUrl", "").put("qweatherKey", "").put("homePlace", "")
          .put("freshMs", DEFAULT_FRESH_MS).put("deadlineMs", DEFAULT_DEADLINE_MS);
    }

    @Override
    public boolean configured(OptionsReader section) {
      return section.choice("service", Service.OPEN_METEO) == Service.OPEN_METEO
          || !section.text("qweatherUrl", "").isEmpty() && !section.text("qweatherKey", "").isEmpty();
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      int deadlineMs = section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 30_000);
      WeatherService service = section.choice("service", Service.OPEN_METEO) == Service.OPEN_METEO
          ? new OpenMeteo(ground.http(), RemoteTool.base(section.text("geocodingUrl", DEFAULT_GEOCODING_URL)),
              RemoteTool.base(section.text("forecastUrl", DEFAULT_FORECAST_URL)), deadlineMs)
          : new QWeather(ground.http(), RemoteTool.base(section.text("qweatherUrl", "")), section.text("qweatherKey", ""),
              deadlineMs);
      return new Weather(service, section.integer("freshMs", DEFAULT_FRESH_MS, 0, 86_400_000), ground.stage().clock(),
          section.text("homePlace", ""));
    }
  }
}
