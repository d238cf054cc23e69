package io.xiaozhimesh.plugins.builtin.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.Phrases;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.remote.FreshCache;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What is talked about on Chinese sites, as NewsNow collects it (https://github.com/ourongxing/newsnow, server/api/s):
 * {@code GET /api/s?id=<source>} answers with {@code status} "success" or "cache" and {@code items} with titles.
 */
public final class HotTopics implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "get_hot_topics";

  static final String DEFAULT_BASE_URL = "https://newsnow.busiyi.world";
  static final List<String> DEFAULT_SOURCES = List.of("thepaper", "baidu", "cls-telegraph", "weibo", "zhihu");
  static final int DEFAULT_FRESH_MS = 600_000;
  static final int DEFAULT_DEADLINE_MS = 4_000;
  static final int DEFAULT_ITEMS_MAX = 5;
  private static final int TITLE_CHARS_MAX = 200;
  private static final int SOURCES_MAX = 50;

  private final ToolGround ground;
  private final String baseUrl;
  private final List<String> sources;
  private final FreshCache<List<String>> cache;
  private final int deadlineMs;
  private final int itemsMax;

  HotTopics(ToolGround ground, OptionsReader section) {
    this.ground = ground;
    this.baseUrl = RemoteTool.base(section.text("baseUrl", DEFAULT_BASE_URL));
    List<String> wanted = section.texts("sources", DEFAULT_SOURCES);
    this.sources = wanted.subList(0, Math.min(SOURCES_MAX, wanted.size()));
    this.cache = new FreshCache<>(SOURCES_MAX, section.integer("freshMs", DEFAULT_FRESH_MS, 0, 86_400_000));
    this.deadlineMs = section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 30_000);
    this.itemsMax = section.integer("itemsMax", DEFAULT_ITEMS_MAX, 1, 20);
  }

  @Override
  public ToolSpec spec() {
    return RemoteTool.asking(NAME, "The topics that are hot on Chinese news sites and networks.", new ToolSchema()
        .choice("source", "Which site; leave it out for " + sources.get(0), sources));
  }

  @Override
  public List<ToolPhrase> phrases() {
    return new Phrases(NAME)
        .zh(new JsonObject(), "今天有什么热点", "有什么热搜", "看看热搜", "今日热点")
        .list();
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String source = arguments.getString("source", sources.get(0));
    return cache.get(source, ground.stage().clock().nowMs(), () -> ask(source))
        .map(titles -> told(titles, answers))
        .otherwise(failure -> answers.sorry(failure, "news service", "新闻服务"));
  }

  private Future<List<String>> ask(String source) {
    return ground.http()
        .json(RemoteAsk.get(NAME, baseUrl + "/api/s?id=" + RemoteTool.query(source), deadlineMs)
            .header("user-agent", "Mozilla/5.0 (compatible; XiaozhiMesh)"))
        .map(HotTopics::read);
  }

  private static List<String> read(JsonNode answer) {
    String status = answer.path("status").asText();
    if (!answer.path("items").isArray() || !status.equals("success") && !status.equals("cache")) {
      throw RemoteFailure.rubbish("items");
    }
    List<String> titles = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      if (item.path("title").isTextual() && titles.size() < 50) {
        titles.add(RemoteTool.cut(item.path("title").textValue(), TITLE_CHARS_MAX));
      }
    }
    return titles;
  }

  private ToolResult told(List<String> titles, Answers answers) {
    if (titles.isEmpty()) {
      return answers.told("Nothing is hot just now.", "现在没有热点。");
    }
    StringBuilder text = new StringBuilder(answers.either("Hot topics:", "热点："));
    for (int i = 0; i < Math.min(itemsMax, titles.size()); i++) {
      text.append(answers.either(" " + (i + 1) + ": ", "第" + (i + 1) + "条：")).append(titles.get(i))
          .append(answers.either(".", "。"));
    }
    return answers.told(text.toString(), text.toString());
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("baseUrl", DEFAULT_BASE_URL).put("sources", new JsonArray(DEFAULT_SOURCES))
          .put("itemsMax", DEFAULT_ITEMS_MAX).put("freshMs", DEFAULT_FRESH_MS).put("deadlineMs", DEFAULT_DEADLINE_MS);
    }

    @Override
    public boolean configured(OptionsReader section) {
      return !section.text("baseUrl", DEFAULT_BASE_URL).isEmpty() && !section.texts("sources", DEFAULT_SOURCES).isEmpty();
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new HotTopics(ground, section);
    }
  }
}
