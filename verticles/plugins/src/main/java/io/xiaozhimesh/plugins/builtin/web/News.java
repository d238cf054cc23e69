package io.xiaozhimesh.plugins.builtin.web;

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
import io.xiaozhimesh.plugins.builtin.web.Headlines.Item;
import io.xiaozhimesh.plugins.remote.FreshCache;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headlines of news feeds, RSS or Atom, by category. */
public final class News implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "get_news";

  static final List<String> DEFAULT_FEEDS = List.of(
      "zh https://www.chinanews.com.cn/rss/scroll-news.xml",
      "society https://www.chinanews.com.cn/rss/society.xml",
      "finance https://www.chinanews.com.cn/rss/finance.xml",
      "en https://feeds.bbci.co.uk/news/world/rss.xml",
      "technology https://feeds.bbci.co.uk/news/technology/rss.xml");
  static final int DEFAULT_FRESH_MS = 600_000;
  static final int DEFAULT_DEADLINE_MS = 4_000;
  static final int DEFAULT_ITEMS_MAX = 5;

  private static final int FEEDS_MAX = 50;

  private final ToolGround ground;
  private final Map<String, String> feeds;
  private final FreshCache<List<Item>> cache;
  private final int deadlineMs;
  private final int itemsMax;

  News(ToolGround ground, Map<String, String> feeds, int freshMs, int deadlineMs, int itemsMax) {
    this.ground = ground;
    this.feeds = feeds;
    this.cache = new FreshCache<>(FEEDS_MAX, freshMs);
    this.deadlineMs = deadlineMs;
    this.itemsMax = itemsMax;
  }

  @Override
  public ToolSpec spec() {
    ToolSchema schema = new ToolSchema()
        .choice("category", "Which news; leave it out for the latest in the language of the person",
            List.copyOf(feeds.keySet()))
        .integer("detail", "The number of a headline read before, to hear more of it", 1, 50);
    return RemoteTool.asking(NAME, "The latest headlines from news feeds, or more about one of them.", schema);
  }

  @Override
  public List<ToolPhrase> phrases() {
    return new Phrases(NAME)
        .en(new JsonObject(), "what's in the news", "tell me the news", "read me the news")
        .zh(new JsonObject(), "今天有什么新闻", "播报新闻", "有什么新闻", "看看新闻", "讲讲新闻")
        .list();
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String language = answers.either("en", "zh");
    String category = arguments.getString("category", feeds.containsKey(language) ? language : first());
    int detail = arguments.getInteger("detail", 0);
    return cache.get(category, ground.stage().clock().nowMs(), () -> ask(feeds.get(category)))
        .map(items -> detail > 0 ? more(items, detail, answers) : headlines(items, answers))
        .otherwise(failure -> answers.sorry(failure, "news service", "新闻服务"));
  }

  private String first() {
    return feeds.keySet().iterator().next();
  }

  private Future<List<Item>> ask(String url) {
    return ground.http().bytes(RemoteAsk.get(NAME, url, deadlineMs)
        .header("accept", "application/rss+xml, application/atom+xml, application/xml, text/xml")).map(Headlines::read);
  }

  private ToolResult headlines(List<Item> items, Answers answers) {
    if (items.isEmpty()) {
      return answers.told("There is no news just now.", "现在没有新闻。");
    }
    StringBuilder text = new StringBuilder(answers.either("The news:", "新闻："));
    for (int i = 0; i < Math.min(itemsMax, items.size()); i++) {
      text.append(answers.either(" " + (i + 1) + ": ", "第" + (i + 1) + "条：")).append(items.get(i).title())
          .append(answers.either(".", "。"));
    }
    return answers.told(text.toString(), text.toString());
  }

  private static ToolResult more(List<Item> items, int number, Answers answers) {
    if (number > items.size()) {
      return answers.failed("There are only " + items.size() + " pieces of news.", "只有" + items.size() + "条新闻。");
    }
    Item item = items.get(number - 1);
    return item.text().isEmpty()
        ? answers.told(item.title() + ". The feed says no more about it.", item.title() + "。没有更多内容。")
        : answers.told(item.title() + ". " + item.text(), item.title() + "。" + item.text());
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("feeds", new JsonArray(DEFAULT_FEEDS)).put("itemsMax", DEFAULT_ITEMS_MAX)
          .put("freshMs", DEFAULT_FRESH_MS).put("deadlineMs", DEFAULT_DEADLINE_MS);
    }

    @Override
    public boolean configured(OptionsReader section) {
      return !section.texts("feeds", DEFAULT_FEEDS).isEmpty();
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      Map<String, String> feeds = new LinkedHashMap<>();
      for (String feed : section.texts("feeds", DEFAULT_FEEDS)) {
        String[] parts = feed.strip().split("\\s+", 2);
        if (parts.length < 2 || feeds.size() == FEEDS_MAX) {
          throw new IllegalArgumentException("plugins.toolSections.get_news.feeds has \"" + feed
              + "\", should be up to " + FEEDS_MAX + " of a category and an address");
        }
        feeds.put(parts[0], parts[1]);
      }
      return new News(ground, feeds, section.integer("freshMs", DEFAULT_FRESH_MS, 0, 86_400_000),
          section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 30_000),
          section.integer("itemsMax", DEFAULT_ITEMS_MAX, 1, 20));
    }
  }
}
