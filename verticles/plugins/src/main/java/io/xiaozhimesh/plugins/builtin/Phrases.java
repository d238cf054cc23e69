package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import java.util.ArrayList;
import java.util.List;

/** Collects what can be said to a tool. */
public final class Phrases {

  private final String tool;
  private final List<ToolPhrase> phrases = new ArrayList<>();

  /** None yet, for the tool of this name. */
  public Phrases(String tool) {
    this.tool = tool;
  }

  /** English words that call it with these arguments. */
  public Phrases en(JsonObject arguments, String... texts) {
    return add("en-US", arguments, texts);
  }

  /** Mandarin words that call it with these arguments. */
  public Phrases zh(JsonObject arguments, String... texts) {
    return add("zh-CN", arguments, texts);
  }

  /** All of them. */
  public List<ToolPhrase> list() {
    return List.copyOf(phrases);
  }

  private Phrases add(String tag, JsonObject arguments, String... texts) {
    String json = arguments.encode();
    for (String text : texts) {
      phrases.add(new ToolPhrase(tool, tag, text, json));
    }
    return this;
  }
}
