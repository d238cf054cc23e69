package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.builtin.web.SearchService.Hit;
import io.xiaozhimesh.plugins.remote.FreshCache;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Locale;

/** Searches the web, for a model to answer from what is found. */
public final class WebSearch implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "web_search";

  static final int DEFAULT_FRESH_MS = 600_000;
  static final int DEFAULT_DEADLINE_MS = 6_000;
  static final int DEFAULT_RESULTS_MAX = 5;
  private static final int QUERIES_MAX = 200;
  private static final int QUERY_CHARS_MAX = 300;

  /** Who searches. */
  enum Service {
    NONE, TAVILY, BOCHA, SEARXNG
  }

  private final SearchService service;
  private final FreshCache<List<Hit>> cache;
  private final MeshClock clock;
  private final int resultsMax;

  WebSearch(SearchService service, int freshMs, MeshClock clock, int resultsMax) {
    this.service = service;
    this.cache = new FreshCache<>(QUERIES_MAX, freshMs);
    this.clock = clock;
    this.resultsMax = resultsMax;
  }

  @Override
  public ToolSpec spec() {
    return RemoteTool.asking(NAME, "Searches the web for what is new or what you do not know.",
        new ToolSchema().text("query", "What to search for").required("query"));
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String query = arguments.getString("query").strip();
    if (query.isEmpty() || query.length() > QUERY_CHARS_MAX) {
      return answers.fail("There is nothing to search for, or too much.", "搜索的内容是空的，或者太长了。");
    }
    return cache.get(query.toLowerCase(Locale.ROOT), clock.nowMs(), () -> service.search(query, resultsMax))
        .map(hits -> told(hits, answers))
        .otherwise(failure -> answers.sorry(failure, "search service", "搜索服务"));
  }

  private static ToolResult told(List<Hit> hits, Answers answers) {
    if (hits.isEmpty()) {
      return answers.told("Nothing was found.", "什么也没有找到。");
    }
    StringBuilder text = new StringBuilder();
    for (Hit hit : hits) {
      text.append(hit.title()).append(": ").append(hit.text()).append('\n');
    }
    return answers.told(text.toString().strip(), text.toString().strip());
  }

  private static SearchService service(OptionsReader section, ToolGround ground) {
    int deadlineMs = section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 30_000);
    String key = section.text("apiKey", "");
    String base = RemoteTool.base(section.text("baseUrl", ""));
    return switch (section.choice("service", Service.NONE)) {
      case TAVILY -> new Tavily(ground.http(), base.isEmpty() ? "https://api.tavily.com" : base, key, deadlineMs);
      case BOCHA -> new Bocha(ground.http(), base.isEmpty() ? "https://api.bochaai.com" : base, key, deadlineMs);
      default -> new SearXng(ground.http(), base, deadlineMs);
    };
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("service", "none").put("baseUrl", "").put("apiKey", "")
          .put("resultsMax", DEFAULT_RESULTS_MAX).put("freshMs", DEFAULT_FRESH_MS).put("deadlineMs", DEFAULT_DEADLINE_MS);
    }

    @Override
    public boolean configured(OptionsReader section) {
      return switch (section.choice("service", Service.NONE)) {
        case NONE -> false;
        case SEARXNG -> !section.text("baseUrl", "").isEmpty();
        default -> !section.text("apiKey", "").isEmpty();
      };
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new WebSearch(service(section, ground), section.integer("freshMs", DEFAULT_FRESH_MS, 0, 86_400_000),
          ground.stage().clock(), section.integer("resultsMax", DEFAULT_RESULTS_MAX, 1, 20));
    }
  }
}
