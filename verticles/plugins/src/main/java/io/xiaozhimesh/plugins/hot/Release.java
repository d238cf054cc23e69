package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.xiaozhimesh.plugin.api.ToolCall;
import io.xiaozhimesh.plugin.api.ToolPlugin;
import io.xiaozhimesh.protocol.bus.ToolResult;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One version of a plugin in memory, from its start to its end. After that it holds nothing of the plugin. On the
 * context of the stage.
 */
final class Release {

  private final HotHost host;
  private final StagedJar jar;
  private final Map<String, LoadedTool> tools = new LinkedHashMap<>();
  private ReleaseParts parts;
  private RevocableContext context;
  private ReleaseCalls calls;
  private ToolPlugin plugin;
  private boolean ended;

  private Release(ReleaseParts parts, StagedJar jar, Consumer<Release> onTooManyTimeouts) {
    this.host = parts.host();
    this.jar = jar;
    this.parts = parts;
    this.context = new RevocableContext(parts);
    this.calls = new ReleaseCalls(parts, () -> onTooManyTimeouts.accept(this));
  }

  /**
   * Loads, starts and checks a plugin.
   *
   * @param loader nothing is loaded by it yet
   * @param onTooManyTimeouts told when it has missed too many deadlines in a row
   * @return completes when it can take calls; fails with {@link PluginRefused}, and then all is released again
   */
  static Future<Release> start(
      HotHost host, StagedJar jar, URLClassLoader loader, Consumer<Release> onTooManyTimeouts) {
    PluginLimits limits = host.options().limits();
    host.census().born(loader);
    PluginThreads threads = new PluginThreads(jar.name().toString(), limits.threads(),
        limits.callsMax() + 2 * RevocableContext.ACTIVE_MAX + 2,
        () -> host.metrics().count("mesh.plugins.hot.callback.broken", "plugin", jar.name().id()));
    Release release = new Release(new ReleaseParts(host, jar.name(), threads, loader), jar, onTooManyTimeouts);
    Promise<Release> started = Promise.promise();
    release.begin().onComplete(begun -> {
      if (begun.succeeded()) {
        started.complete(release);
      } else {
        release.end().onComplete(ended -> started.fail(begun.cause()));
      }
    });
    return started.future();
  }

  /** What it was loaded from. */
  StagedJar jar() {
    return jar;
  }

  /** What it offers, by name. */
  Map<String, LoadedTool> tools() {
    return tools;
  }

  /** Calls that have not ended. */
  int unfinished() {
    return ended ? 0 : calls.unfinished();
  }

  /** Calls that were ever given to it. */
  long begun() {
    return ended ? 0 : calls.begun();
  }

  /** Runs a call that fits the tool. The future holds nothing of the plugin. */
  Future<ToolResult> call(String tool, ToolCall call) {
    return calls.call(tools.get(tool), call);
  }

  /** Lets calls finish for so long, then ends. */
  Future<Void> retire(long drainMs) {
    Promise<Void> retired = Promise.promise();
    if (ended) {
      retired.complete();
      return retired.future();
    }
    long deadline = host.vertx().setTimer(drainMs, timer -> {
      if (!ended) {
        calls.abandon();
      }
    });
    calls.drain().onComplete(drained -> {
      host.vertx().cancelTimer(deadline);
      end().onComplete(retired);
    });
    return retired.future();
  }

  /** Ends at once; what runs is answered with a failure. */
  Future<Void> end() {
    Promise<Void> done = Promise.promise();
    if (ended) {
      done.complete();
      return done.future();
    }
    ended = true;
    calls.abandon();
    stopPlugin().onComplete(stopped -> release().onComplete(done));
    return done.future();
  }

  private Future<Void> begin() {
    ReleaseParts mine = parts;
    RevocableContext given = context;
    return onPlugin(host.options().startMs(), "start", startup -> {
      ToolPlugin made = PluginLoading.plugin(mine.loader());
      // Visible to the stage before start: what has begun to start is also stopped.
      host.context().runOnContext(v -> plugin = ended ? null : made);
      CompletionStage<List<LoadedTool>> ready = made.start(given)
          .thenCompose(v -> made.selfCheck())
          .thenApply(v -> LoadedTool.all(jar.name().id(), made.tools(), host.options().limits().toolsMax()));
      ready.whenComplete((loaded, failure) -> startup.over(failure, () ->
          loaded.forEach(tool -> tools.put(tool.spec().name(), tool))));
    });
  }

  private Future<Void> stopPlugin() {
    ToolPlugin stopping = plugin;
    plugin = null;
    return stopping == null
        ? Future.succeededFuture()
        : onPlugin(host.options().stopMs(), "stop", step ->
            stopping.stop().whenComplete((v, failure) -> step.over(failure, () -> { })));
  }

  private Future<Void> onPlugin(long deadlineMs, String what, PluginStep.Code code) {
    return new PluginStep(parts, what).run(deadlineMs, code);
  }

  private Future<Void> release() {
    context.revoke();
    parts.threads().end();
    tools.clear();
    URLClassLoader loader = parts.loader();
    host.census().dropped(loader, host.clock().nowMs());
    parts = null;
    context = null;
    calls = null;
    return host.vertx().executeBlocking(() -> {
      loader.close();
      return null;
    }, false);
  }
}
