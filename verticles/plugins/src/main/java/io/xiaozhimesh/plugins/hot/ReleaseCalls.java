package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugin.api.ToolAnswer;
import io.xiaozhimesh.plugin.api.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * The calls of one version of a plugin: so many at once, so many that wait, each with a deadline. Every call ends in a
 * result. A call whose deadline has passed keeps its place until its thread comes back. On the context of the stage.
 */
final class ReleaseCalls {

  /** One call, from its arrival to its end. */
  private static final class Call {
    private final LoadedTool tool;
    private final ToolCall asked;
    private final Promise<ToolResult> result = Promise.promise();
    private long deadlineTimer;
    private java.util.concurrent.Future<?> task;
    private boolean over;
    private boolean onThread;

    private Call(LoadedTool tool, ToolCall asked) {
      this.tool = tool;
      this.asked = asked;
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final PluginThreads threads;
  private final ClassLoader loader;
  private final PluginLimits limits;
  private final Metrics metrics;
  private final String pluginId;
  private final Runnable onTooManyTimeouts;
  private final Set<Call> running = new LinkedHashSet<>();
  private final Deque<Call> waiting = new ArrayDeque<>();
  private final Promise<Void> drained = Promise.promise();
  private int timeoutsInARow;
  private long begun;
  private boolean closing;

  ReleaseCalls(ReleaseParts parts, Runnable onTooManyTimeouts) {
    this.vertx = parts.host().vertx();
    this.context = parts.host().context();
    this.metrics = parts.host().metrics();
    this.limits = parts.host().options().limits();
    this.threads = parts.threads();
    this.loader = parts.loader();
    this.pluginId = parts.name().id();
    this.onTooManyTimeouts = onTooManyTimeouts;
  }

  /** Runs a call; the result comes within {@code asked.deadlineMs()}. */
  Future<ToolResult> call(LoadedTool tool, ToolCall asked) {
    if (closing || running.size() >= limits.callsMax() && waiting.size() >= limits.queueMax()) {
      count("refused");
      return Future.succeededFuture(PluginAnswers.failed("The tool " + asked.tool() + " is busy."));
    }
    Call call = new Call(tool, asked);
    call.deadlineTimer = vertx.setTimer(asked.deadlineMs(), timer -> timedOut(call));
    if (running.size() < limits.callsMax()) {
      begin(call);
    } else {
      waiting.add(call);
    }
    return call.result.future();
  }

  /** Calls that have not ended. */
  int unfinished() {
    return waiting.size() + (int) running.stream().filter(call -> !call.over).count();
  }

  /** Calls that were ever given to the plugin. */
  long begun() {
    return begun;
  }

  /** Takes no new calls; completes when those that were here have ended. */
  Future<Void> drain() {
    closing = true;
    noticeDrained();
    return drained.future();
  }

  /** Ends whatever has not ended. */
  void abandon() {
    closing = true;
    for (Call call : new ArrayList<>(running)) {
      end(call, PluginAnswers.failed("The tool " + call.asked.tool() + " was stopped before it had finished."), "abandoned");
      interrupt(call);
    }
    while (!waiting.isEmpty()) {
      end(waiting.peek(), PluginAnswers.failed("The tool was stopped before it had begun."), "abandoned");
    }
    running.clear();
    noticeDrained();
  }

  private void begin(Call call) {
    begun++;
    running.add(call);
    call.onThread = true;
    try {
      call.task = threads.submit(loader, () -> run(call));
    } catch (RejectedExecutionException e) {
      call.onThread = false;
      end(call, PluginAnswers.failed("The tool " + call.asked.tool() + " is busy."), "refused");
    }
  }

  /** On the plugin's thread. The border to code that is not ours. */
  private void run(Call call) {
    try {
      CompletionStage<ToolAnswer> answering = call.tool.tool().body().run(call.asked);
      answering.whenComplete((answer, failure) -> answered(call, answer, failure));
    } catch (Throwable e) {
      answered(call, null, e);
    } finally {
      context.runOnContext(v -> threadIsBack(call));
    }
  }

  /** On any thread. Nothing that belongs to the plugin goes further than here. */
  private void answered(Call call, ToolAnswer answer, Throwable failure) {
    boolean fine = failure == null && answer != null;
    String name = call.asked.tool();
    ToolResult result = fine
        ? PluginAnswers.result(name, answer, limits.resultCharsMax())
        : PluginAnswers.failed("The tool " + name + " has failed.");
    boolean cut = fine && answer.text().length() > limits.resultCharsMax();
    String outcome = !fine ? "broken" : result.failed() ? "failed" : cut ? "cut" : "done";
    context.runOnContext(v -> {
      timeoutsInARow = call.over ? timeoutsInARow : 0;
      end(call, result, outcome);
    });
  }

  private void timedOut(Call call) {
    if (call.over) {
      return;
    }
    boolean wasRunning = running.contains(call);
    end(call, PluginAnswers.failed("The tool " + call.asked.tool() + " did not answer in time."), "timeout");
    interrupt(call);
    if (wasRunning && ++timeoutsInARow == limits.timeoutsMax()) {
      onTooManyTimeouts.run();
    }
  }

  private void interrupt(Call call) {
    if (call.task != null && call.onThread) {
      call.task.cancel(true);
    }
  }

  private void end(Call call, ToolResult result, String outcome) {
    if (call.over) {
      return;
    }
    call.over = true;
    vertx.cancelTimer(call.deadlineTimer);
    waiting.remove(call);
    count(outcome);
    call.result.complete(result);
    leave(call);
  }

  private void threadIsBack(Call call) {
    call.onThread = false;
    leave(call);
  }

  private void leave(Call call) {
    if (call.over && !call.onThread && running.remove(call) && !waiting.isEmpty()) {
      begin(waiting.poll());
    }
    noticeDrained();
  }

  private void noticeDrained() {
    if (closing && unfinished() == 0) {
      drained.tryComplete();
    }
  }

  private void count(String outcome) {
    metrics.count("mesh.plugins.hot.calls", "plugin", pluginId, "outcome", outcome);
  }
}
