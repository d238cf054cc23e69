package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in tools of a node: a deadline kept, a broken tool contained. On one context. */
final class BuiltinTools implements ToolSource {

  private static final Logger LOG = LoggerFactory.getLogger(BuiltinTools.class);

  private final Vertx vertx;
  private final ToolGround ground;
  private final BuiltinPhrases phrases;
  private final Map<String, BuiltinTool> byName = new LinkedHashMap<>();

  private BuiltinTools(Vertx vertx, List<BuiltinTool> tools, ToolGround ground) {
    this.vertx = vertx;
    this.ground = ground;
    this.phrases = new BuiltinPhrases(ground.stage(), tools.stream().flatMap(tool -> tool.phrases().stream()).toList());
    for (BuiltinTool tool : tools) {
      ToolSpec spec = tool.spec();
      if (Json.object(spec.inputSchemaJson()).isEmpty()) {
        throw new IllegalArgumentException("the schema of " + spec.name() + " is no JSON object");
      } else if (byName.putIfAbsent(spec.name(), tool) != null) {
        throw new IllegalArgumentException("two built-in tools have the name " + spec.name());
      }
    }
  }

  /** The configured tools among those installed. */
  static BuiltinTools load(Vertx vertx, PluginsOptions options, ToolGround ground) {
    Map<String, BuiltinToolProvider> installed = new TreeMap<>();
    ServiceLoader.load(BuiltinToolProvider.class).forEach(provider -> installed.put(provider.name(), provider));
    OptionsReader sections = new OptionsReader("plugins.toolSections", options.toolSections());
    List<BuiltinTool> tools = new ArrayList<>();
    for (String name : options.tools()) {
      BuiltinToolProvider provider = installed.get(name);
      if (provider == null) {
        throw new IllegalArgumentException("plugins.tools names " + name + ", installed are " + installed.keySet());
      }
      OptionsReader section = sections.section(provider.section());
      if (provider.configured(section)) {
        tools.add(provider.create(section, ground));
      }
    }
    return new BuiltinTools(vertx, tools, ground);
  }

  Set<String> names() {
    return byName.keySet();
  }

  @Override
  public ToolSourceKind kind() {
    return ToolSourceKind.BUILTIN;
  }

  /** Declares what can be said to them. */
  @Override
  public Future<Void> start(Vertx given, Context context) {
    return phrases.open();
  }

  @Override
  public Future<Void> stop() {
    return phrases.close().eventually(ground.http()::close);
  }

  @Override
  public Future<List<ToolSpec>> specs(String sessionId) {
    return Future.succeededFuture(byName.values().stream().map(BuiltinTool::spec).toList());
  }

  @Override
  public Optional<ToolSpec> find(String sessionId, String name) {
    return Optional.ofNullable(byName.get(name)).map(BuiltinTool::spec);
  }

  @Override
  public Future<ToolResult> call(String name, ObjectNode arguments, ToolCaller caller) {
    BuiltinTool tool = byName.get(name);
    return inTime(name, caller.deadlineMs(), run(tool, new JsonObject(arguments.toString()), caller));
  }

  private Future<ToolResult> inTime(String name, int deadlineMs, Future<ToolResult> running) {
    if (running.succeeded()) {
      return running;
    }
    Promise<ToolResult> result = Promise.promise();
    long timer = vertx.setTimer(deadlineMs,
        t -> result.tryComplete(ToolResults.failed("The tool " + name + " did not answer in time.")));
    running.onComplete(done -> vertx.cancelTimer(timer));
    running.onSuccess(result::tryComplete).onFailure(failure -> {
      LOG.warn("The tool {} failed", name, failure);
      result.tryComplete(ToolResults.failed("The tool " + name + " has failed."));
    });
    return result.future();
  }

  /** The border to code that is not ours: whatever it throws is a failed call and nothing more. */
  private static Future<ToolResult> run(BuiltinTool tool, JsonObject arguments, ToolCaller caller) {
    try {
      return tool.call(arguments, caller);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
