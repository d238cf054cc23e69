package io.xiaozhimesh.plugins.builtin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Grounds;
import io.xiaozhimesh.plugins.builtin.sums.Convert;
import io.xiaozhimesh.plugins.builtin.web.StandIn.Answer;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tools that ask somebody outside, against stand-ins that answer in the form of each service's documentation. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class RemoteToolsAnswerTest {

  private static final String FORECAST = """
      {"current":{"time":"2026-01-01T12:00","temperature_2m":11.6,"weather_code":61},
       "daily":{"time":["2026-01-01","2026-01-02"],"weather_code":[3,0],"temperature_2m_max":[13.2,15.0],
                "temperature_2m_min":[7.5,-0.4],"precipitation_probability_max":[20,null]}}""";
  private static final String RSS = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE rss [<!ENTITY x "y">]>
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Site</title>
        <item><title><![CDATA[First &amp; best]]></title><media:title>no</media:title>
          <description>&lt;p&gt;All about &lt;b&gt;it&lt;/b&gt;&lt;/p&gt;</description></item>
        <item><title>Second</title></item><item><description>no title</description></item>
      </channel></rss>""";

  private final AtomicLong time = new AtomicLong(1_000);
  private StandIn service;
  private ToolGround ground;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    service = StandIn.start(vertx);
    ground = Grounds.real(vertx, time);
  }

  @Test
  void openMeteo_isAskedForThePlaceAndItsWeatherOnce() throws Exception {
    service.on("/search", "{\"results\":[{\"name\":\"Berlin\",\"latitude\":52.52,\"longitude\":13.4}]}")
        .on("/forecast", FORECAST);
    BuiltinTool weather = openMeteo("Berlin");

    assertThat(call(weather, new JsonObject()).text()).isEqualTo("In Berlin it is 12 degrees now with light rain. "
        + "Today: overcast, 8 to 13 degrees, chance of rain 20 percent.");
    assertThat(call(weather, new JsonObject().put("location", "BERLIN").put("day", "tomorrow")).text())
        .isEqualTo("Tomorrow in Berlin: clear sky, 0 to 15 degrees.");
    assertThat(service.asked).hasSize(2);
    assertThat(service.asked.get(0).uri()).isEqualTo("/search?count=1&format=json&language=en&name=Berlin");
    assertThat(service.asked.get(1).uri()).startsWith("/forecast?latitude=52.52&longitude=13.4&current=");
    assertThat(await(weather, new JsonObject().put("location", "柏林"), Grounds.MANDARIN).text())
        .isEqualTo("Berlin现在12度，小雨。今天阴，8到13度，降水概率百分之20。");
  }

  @Test
  void weather_afterItsTime_isAskedAnew() throws Exception {
    service.on("/search", "{\"results\":[{\"name\":\"Berlin\",\"latitude\":52.52,\"longitude\":13.4}]}")
        .on("/forecast", FORECAST);
    BuiltinTool weather = openMeteo("Berlin");
    call(weather, new JsonObject());

    time.addAndGet(Weather.DEFAULT_FRESH_MS);
    call(weather, new JsonObject());

    assertThat(service.asked).hasSize(4);
  }

  @Test
  void placeNobodyKnowsOrNone_isSaid() throws Exception {
    service.on("/search", "{\"generationtime_ms\":0.5}");
    assertThat(call(openMeteo(""), new JsonObject().put("location", "Atlantis")).text())
        .isEqualTo("I know no place called Atlantis.");
    assertThat(call(openMeteo(""), new JsonObject()).text()).startsWith("For which place?");
  }

  @Test
  void qweather_isAskedWithItsKeyAndItsCodesAreRead() throws Exception {
    service.on("/geo/v2/city/lookup", "{\"code\":\"200\",\"location\":[{\"name\":\"北京\",\"id\":\"101010100\"}]}")
        .on("/v7/weather/now", "{\"code\":\"200\",\"now\":{\"temp\":\"24\",\"text\":\"多云\"}}")
        .on("/v7/weather/3d",
            "{\"code\":\"200\",\"daily\":[{\"tempMax\":\"26\",\"tempMin\":\"18\",\"textDay\":\"晴\"}]}");
    BuiltinTool weather = create(new Weather.Provider(), new JsonObject().put("service", "qweather")
        .put("qweatherUrl", service.url() + "/").put("qweatherKey", "k1"));

    assertThat(await(weather, new JsonObject().put("location", "北京"), Grounds.MANDARIN).text())
        .isEqualTo("北京现在24度，多云。今天晴，18到26度。");
    assertThat(service.asked).hasSize(3).allSatisfy(asked -> assertThat(asked.key()).isEqualTo("k1"));
    service.always(asked -> new Answer(200, "{\"code\":\"404\"}"));
    assertThat(call(weather, new JsonObject().put("location", "Atlantis")).text())
        .isEqualTo("I know no place called Atlantis.");
    service.always(asked -> new Answer(200, "{\"code\":\"401\"}"));
    assertThat(call(weather, new JsonObject().put("location", "Bonn")).text()).contains("does not accept the key");
  }

  @Test
  void feed_isReadAsHeadlinesAndInDetail() throws Exception {
    service.on("/rss", RSS);
    service.on("/atom", "<feed xmlns='http://www.w3.org/2005/Atom'><title>S</title><entry><title>一</title>"
        + "<summary>内容</summary></entry></feed>");
    BuiltinTool news = create(new News.Provider(), new JsonObject().put("feeds",
        new JsonArray().add("en " + service.url() + "/rss").add("zh " + service.url() + "/atom")));

    assertThat(call(news, new JsonObject()).text()).isEqualTo("The news: 1: First & best. 2: Second.");
    assertThat(call(news, new JsonObject().put("detail", 1)).text()).isEqualTo("First & best. All about it");
    assertThat(call(news, new JsonObject().put("detail", 2)).text()).isEqualTo("Second. The feed says no more about it.");
    assertThat(call(news, new JsonObject().put("detail", 3)).failed()).isTrue();
    assertThat(await(news, new JsonObject(), Grounds.MANDARIN).text()).isEqualTo("新闻：第1条：一。");
    assertThat(service.asked).hasSize(2);
  }

  @Test
  void feedThatReachesForFilesOrGrows_isNotFollowed() throws Exception {
    service.on("/rss", "<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss><channel><item>"
        + "<title>&f;root</title></item></channel></rss>");
    BuiltinTool news = create(new News.Provider(),
        new JsonObject().put("feeds", new JsonArray().add("en " + service.url() + "/rss")));

    assertThat(call(news, new JsonObject()).text()).doesNotContain("/bin/");
  }

  @Test
  void newsNow_isReadFromTheWantedSource() throws Exception {
    service.on("/api/s", "{\"status\":\"cache\",\"id\":\"baidu\",\"updatedTime\":1,\"items\":["
        + "{\"id\":\"1\",\"title\":\"热点一\",\"url\":\"u\"},{\"id\":\"2\",\"title\":\"热点二\",\"url\":\"u\"}]}");
    BuiltinTool topics = create(new HotTopics.Provider(), new JsonObject().put("baseUrl", service.url()));

    assertThat(await(topics, new JsonObject().put("source", "baidu"), Grounds.MANDARIN).text())
        .isEqualTo("热点：第1条：热点一。第2条：热点二。");
    assertThat(service.asked.get(0).uri()).isEqualTo("/api/s?id=baidu");
  }

  @Test
  void searchServices_areAskedInTheirOwnFormAndReadAlike() throws Exception {
    service.on("/search", "{\"query\":\"q\",\"results\":[{\"title\":\"T\",\"url\":\"u\",\"content\":\"C\",\"score\":0.9}]}")
        .on("/v1/web-search", "{\"code\":200,\"data\":{\"webPages\":{\"value\":["
            + "{\"name\":\"T\",\"url\":\"u\",\"snippet\":\"no\",\"summary\":\"C\"}]}}}");
    for (String name : new String[] {"tavily", "bocha", "searxng"}) {
      BuiltinTool search = create(new WebSearch.Provider(), new JsonObject().put("service", name)
          .put("baseUrl", service.url()).put("apiKey", "k"));
      assertThat(call(search, new JsonObject().put("query", "mesh up")).text()).as(name).isEqualTo("T: C");
    }
    assertThat(service.asked.get(0).body())
        .isEqualTo(new JsonObject().put("query", "mesh up").put("max_results", WebSearch.DEFAULT_RESULTS_MAX));
    assertThat(service.asked.get(0).authorization()).isEqualTo("Bearer k");
    assertThat(service.asked.get(1).authorization()).isEqualTo("Bearer k");
    assertThat(service.asked.get(2).uri()).isEqualTo("/search?format=json&q=mesh+up");
  }

  @Test
  void ragFlow_isAskedForChunksAndItsErrorsAreRead() throws Exception {
    service.on("/api/v1/retrieval", "{\"code\":0,\"data\":{\"total\":1,\"chunks\":["
        + "{\"content\":\"The boiler is in the cellar.\",\"document_keyword\":\"house.md\",\"similarity\":0.8}]}}");
    BuiltinTool search = create(new KnowledgeSearch.Provider(), new JsonObject().put("baseUrl", service.url())
        .put("apiKey", "k").put("datasetIds", new JsonArray().add("d1")));

    assertThat(call(search, new JsonObject().put("question", "boiler")).text()).isEqualTo("The boiler is in the cellar.");
    assertThat(service.asked.get(0).body()).isEqualTo(new JsonObject().put("question", "boiler")
        .put("dataset_ids", new JsonArray().add("d1")).put("page", 1).put("page_size", 5));
    service.always(asked -> new Answer(200, "{\"code\":109,\"message\":\"API key is invalid!\"}"));
    assertThat(call(search, new JsonObject().put("question", "boiler")).text()).contains("does not accept the key");
    service.always(asked -> new Answer(200, "{\"code\":0,\"data\":{\"chunks\":[]}}"));
    assertThat(call(search, new JsonObject().put("question", "boiler")).text())
        .isEqualTo("The knowledge base has nothing about that.");
  }

  @Test
  void rates_areAskedOnceAndTheLastKnownAreMarked() throws Exception {
    service.on("/latest",
        "{\"amount\":1.0,\"base\":\"EUR\",\"date\":\"2026-01-02\",\"rates\":{\"USD\":1.25,\"CNY\":8.0}}");
    BuiltinTool convert = create(new Convert.Provider(), new JsonObject().put("ratesUrl", service.url())
        .put("ratesFreshMs", 1_000));
    JsonObject dollars = new JsonObject().put("amount", "100").put("from", "USD").put("to", "euros");

    assertThat(call(convert, dollars).text()).isEqualTo("That is about 80.00 euros.");
    assertThat(await(convert, new JsonObject().put("amount", "一百美元").put("to", "人民币"), Grounds.MANDARIN).text())
        .isEqualTo("大约等于640.00人民币。");
    assertThat(service.asked).hasSize(1);
    assertThat(call(convert, dollars.copy().put("to", "yen")).text()).isEqualTo("I have no rate for that currency.");

    time.addAndGet(10_000);
    service.always(asked -> new Answer(500, ""));

    assertThat(call(convert, dollars).text())
        .isEqualTo("That is about 80.00 euros. That is the last rate I know, of 2026-01-02.");
  }

  @Test
  void units_needNobody() throws Exception {
    BuiltinTool convert = create(new Convert.Provider(), new JsonObject().put("ratesUrl", "http://127.0.0.1:1"));

    assertThat(call(convert, amount("5 miles", "kilometers")).text()).isEqualTo("That is about 8.0467 kilometers.");
    assertThat(call(convert, amount("a pound", "grams")).text()).isEqualTo("That is about 453.5924 grams.");
    assertThat(call(convert, amount("minus forty celsius", "fahrenheit")).text())
        .isEqualTo("That is -40 degrees Fahrenheit.");
    assertThat(await(convert, amount("三斤", "公斤"), Grounds.MANDARIN).text()).isEqualTo("等于1.5公斤。");
    assertThat(call(convert, amount("5 miles", "grams")).text()).isEqualTo("I can't convert miles to grams.");
    assertThat(call(convert, amount("miles", "km")).failed()).isTrue();
  }

  private static JsonObject amount(String amount, String to) {
    return new JsonObject().put("amount", amount).put("to", to);
  }

  private BuiltinTool openMeteo(String home) {
    return create(new Weather.Provider(), new JsonObject().put("geocodingUrl", service.url())
        .put("forecastUrl", service.url()).put("homePlace", home));
  }

  private BuiltinTool create(BuiltinToolProvider provider, JsonObject section) {
    return provider.create(new OptionsReader("t", section.put("deadlineMs", 15_000)), ground);
  }

  private static ToolResult call(BuiltinTool tool, JsonObject arguments) throws Exception {
    return await(tool, arguments, Grounds.ENGLISH);
  }

  private static ToolResult await(BuiltinTool tool, JsonObject arguments, ToolCaller caller) throws Exception {
    return StandIn.await(tool.call(arguments, caller));
  }
}
