package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in tools of a node: a deadline kept, a broken tool contained. On one context. */
final class BuiltinTools implements ToolSource {

  private static final Logger LOG = LoggerFactory.getLogger(BuiltinTools.class);

  private final Vertx vertx;
  private final Map<String, BuiltinTool> byName = new LinkedHashMap<>();

  private BuiltinTools(Vertx vertx, List<BuiltinTool> tools) {
    this.vertx = vertx;
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
  static BuiltinTools load(Vertx vertx, PluginsOptions options, MeshClock clock) {
    Map<String, BuiltinToolProvider> installed = new HashMap<>();
    ServiceLoader.load(BuiltinToolProvider.class).forEach(provider -> installed.put(provider.name(), provider));
    OptionsReader sections = new OptionsReader("plugins.toolSections", options.toolSections());
    return new BuiltinTools(vertx, options.tools().stream().map(name -> {
      if (!installed.containsKey(name)) {
        throw new IllegalArgumentException("plugins.tools names " + name + ", installed are " + installed.keySet());
      }
      return installed.get(name).create(sections.section(name), clock);
    }).toList());
  }

  Set<String> names() {
    return byName.keySet();
  }

  @Override
  public ToolSourceKind kind() {
    return ToolSourceKind.BUILTIN;
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
