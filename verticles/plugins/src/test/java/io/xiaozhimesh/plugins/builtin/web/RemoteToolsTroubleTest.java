package io.xiaozhimesh.plugins.builtin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Grounds;
import io.xiaozhimesh.plugins.builtin.home.HomeGetState;
import io.xiaozhimesh.plugins.builtin.home.HomePlayMusic;
import io.xiaozhimesh.plugins.builtin.home.HomeSetState;
import io.xiaozhimesh.plugins.builtin.sums.Convert;
import io.xiaozhimesh.plugins.builtin.web.StandIn.Answer;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every tool that asks somebody outside, against a service in every kind of trouble: a sentence, in time, counted. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class RemoteToolsTroubleTest {

  /** A tool as it is configured, and a call of it. */
  private record Case(BuiltinToolProvider provider, JsonObject section, JsonObject arguments) {
  }

  private final AtomicLong time = new AtomicLong(1_000);
  private StandIn service;
  private ToolGround ground;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    service = StandIn.start(vertx);
    ground = Grounds.real(vertx, time);
  }

  private List<Case> cases(String url, int deadlineMs) {
    JsonObject home = of(deadlineMs).put("baseUrl", url).put("token", "secret");
    JsonObject lamp = new JsonObject().put("entity_id", "light.kitchen");
    JsonObject question = new JsonObject().put("query", "mesh").put("question", "mesh");
    return List.of(
        new Case(new Weather.Provider(), of(deadlineMs).put("geocodingUrl", url).put("forecastUrl", url),
            new JsonObject().put("location", "Berlin")),
        new Case(new Weather.Provider(), of(deadlineMs).put("service", "qweather").put("qweatherUrl", url)
            .put("qweatherKey", "secret"), new JsonObject().put("location", "北京")),
        new Case(new News.Provider(), of(deadlineMs).put("feeds", new JsonArray().add("en " + url + "/rss")),
            new JsonObject()),
        new Case(new HotTopics.Provider(), of(deadlineMs).put("baseUrl", url), new JsonObject()),
        new Case(new WebSearch.Provider(), of(deadlineMs).put("service", "tavily").put("baseUrl", url)
            .put("apiKey", "secret"), question),
        new Case(new WebSearch.Provider(), of(deadlineMs).put("service", "bocha").put("baseUrl", url)
            .put("apiKey", "secret"), question),
        new Case(new WebSearch.Provider(), of(deadlineMs).put("service", "searxng").put("baseUrl", url), question),
        new Case(new KnowledgeSearch.Provider(), of(deadlineMs).put("baseUrl", url)
            .put("datasetIds", new JsonArray().add("d1")), question),
        new Case(new Convert.Provider(), of(deadlineMs).put("ratesUrl", url),
            new JsonObject().put("amount", "5 dollars").put("to", "euros")),
        new Case(new HomeGetState.Provider(), home, lamp),
        new Case(new HomeSetState.Provider(), home, lamp.copy().put("state", new JsonObject().put("type", "turn_on"))),
        new Case(new HomePlayMusic.Provider(), home,
            new JsonObject().put("entity_id", "media_player.kitchen").put("media_content_id", "Bach")));
  }

  private static JsonObject of(int deadlineMs) {
    return new JsonObject().put("deadlineMs", deadlineMs);
  }

  @Test
  void serviceThatIsNotThere_isASentence() throws Exception {
    for (Case one : cases("http://127.0.0.1:1", 20_000)) {
      assertThat(failure(one)).startsWith("I can't reach the ");
    }
  }

  @Test
  void serviceThatNeverAnswers_isASentenceWithinTheDeadline() throws Exception {
    service.always(asked -> StandIn.NEVER);
    for (Case one : cases(service.url(), 100)) {
      assertThat(failure(one)).endsWith(" did not answer in time.");
    }
  }

  @Test
  void serviceThatRefusesTheKey_isASentenceWithoutTheKey() throws Exception {
    for (int status : new int[] {401, 403}) {
      service.always(asked -> new Answer(status, "{\"error\":\"secret\"}"));
      for (Case one : cases(service.url(), 20_000)) {
        assertThat(failure(one)).endsWith(" does not accept the key that is configured.").doesNotContain("secret");
      }
    }
  }

  @Test
  void serviceThatIsBroken_isAskedOnceMoreOnlyWhereThatIsSafe() throws Exception {
    service.always(asked -> new Answer(503, "busy"));
    for (Case one : cases(service.url(), 20_000)) {
      service.asked.clear();
      BuiltinTool tool = create(one);
      ToolResult result = StandIn.await(tool.call(one.arguments(), Grounds.ENGLISH));
      assertThat(result.failed()).isTrue();
      assertThat(result.text()).endsWith(" reports an error.");
      boolean pure = tool.spec().effect() == ToolEffect.PURE;
      assertThat(service.asked).as(one.provider().name()).hasSize(pure ? 2 : 1);
    }
  }

  @Test
  void rubbish_isASentence() throws Exception {
    for (String rubbish : List.of("", "<html>", "{", "{}", "[[[[", "null", "{\"results\":7,\"code\":0,\"data\":[]}",
        "{\"state\":7,\"items\":{},\"rates\":[]}", "\u0000\uFFFF")) {
      service.always(asked -> new Answer(200, rubbish));
      for (Case one : cases(service.url(), 20_000)) {
        assertThat(failure(one)).as(one.provider().name() + ' ' + rubbish).isNotBlank();
      }
    }
  }

  @Test
  void answerOfManyMegabytes_isASentence() throws Exception {
    String big = "[\"" + "x".repeat(2_000_000) + "\"]";
    service.always(asked -> new Answer(200, big));
    for (Case one : cases(service.url(), 20_000)) {
      assertThat(failure(one)).endsWith(" gave an answer that I can't read.");
    }
    assertThat(ground.stage().metrics().counted("mesh.plugins.remote", "tool", "web_search", "outcome", "too_long"))
        .isEqualTo(3);
  }

  @Test
  void tools_withoutTheirAddressOrKey_areNotOffered() {
    for (BuiltinToolProvider provider : List.of(new WebSearch.Provider(), new KnowledgeSearch.Provider(),
        new HomeGetState.Provider(), new HomeSetState.Provider(), new HomePlayMusic.Provider())) {
      assertThat(provider.configured(new OptionsReader("t", provider.defaults()))).as(provider.name()).isFalse();
    }
    for (BuiltinToolProvider provider : List.of(new Weather.Provider(), new News.Provider(), new HotTopics.Provider(),
        new Convert.Provider())) {
      assertThat(provider.configured(new OptionsReader("t", provider.defaults()))).as(provider.name()).isTrue();
    }
  }

  private String failure(Case one) throws Exception {
    Future<ToolResult> running = create(one).call(one.arguments(), Grounds.ENGLISH);
    ToolResult result = StandIn.await(running);
    assertThat(result.failed()).as(one.provider().name() + ": " + result.text()).isTrue();
    return result.text();
  }

  private BuiltinTool create(Case one) {
    OptionsReader section = new OptionsReader("t", one.section());
    assertThat(one.provider().configured(section)).isTrue();
    return one.provider().create(section, ground);
  }
}
