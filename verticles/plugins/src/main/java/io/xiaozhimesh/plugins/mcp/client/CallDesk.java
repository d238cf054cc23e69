package io.xiaozhimesh.plugins.mcp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.mcp.client.McpFailure.Kind;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * The calls of one server over all its connections: some run, some wait for their turn or for the next connection. When
 * a connection ends in the middle of a call, the call is made again if the server promised that this does no harm, or if
 * it surely had not reached the server; else it fails with a sentence. Every call ends within its time. On one context.
 */
public final class CallDesk {

  /** A call is begun so often at most. */
  static final int ATTEMPTS_MAX = 4;

  /** In milliseconds. */
  private static final int PAUSE_MS = 20;

  private final class Call {

    private final ServerTool tool;
    private final ObjectNode arguments;
    private final long endMs;
    private final Promise<ToolResult> result = Promise.promise();
    private int attempts;

    Call(ServerTool tool, ObjectNode arguments, int timeoutMs) {
      this.tool = tool;
      this.arguments = arguments;
      this.endMs = stage.clock().nowMs() + timeoutMs;
    }

    int leftMs() {
      return (int) Math.max(1, endMs - stage.clock().nowMs());
    }

    void fail(String sentence) {
      result.tryComplete(ToolResults.failed("The tool " + tool.name() + ' ' + sentence));
    }
  }

  private final Vertx vertx;
  private final StageContext stage;
  private final McpLimits limits;
  private final Deque<Call> queue = new ArrayDeque<>();
  private McpConnection connection;
  private boolean hopeless;
  private boolean pausing;
  private int running;

  /** Nobody serves yet. */
  public CallDesk(Vertx vertx, StageContext stage, McpLimits limits) {
    this.vertx = vertx;
    this.stage = stage;
    this.limits = limits;
  }

  /** Calls a tool with fitted arguments; always ends in a result, within {@code budgetMs}. */
  public Future<ToolResult> call(ServerTool tool, ObjectNode arguments, int budgetMs) {
    int timeoutMs = Math.min(budgetMs, limits.callTimeoutMs());
    Call call = new Call(tool, arguments, timeoutMs);
    if (hopeless) {
      call.fail("cannot be reached just now.");
    } else if (canRun()) {
      run(call);
    } else if (queue.size() >= limits.queueMax()) {
      count("refused");
      call.fail("is busy with too many other calls.");
    } else {
      enqueue(call, timeoutMs);
    }
    return call.result.future();
  }

  /** Calls that wait. */
  public int queued() {
    return queue.size();
  }

  /** Calls that run. */
  public int running() {
    return running;
  }

  /** A connection serves: what waits goes there. */
  public void serve(McpConnection serving) {
    connection = serving;
    hopeless = false;
    next();
  }

  /** It serves no more; another is expected, unless {@code lostHope}: then what waits fails now. */
  public void lost(boolean lostHope) {
    connection = null;
    hopeless = lostHope;
    if (lostHope) {
      queue.forEach(call -> call.fail("cannot be reached just now."));
      queue.clear();
    }
  }

  private boolean canRun() {
    return connection != null && connection.isOpen() && !pausing && running < limits.callsMax();
  }

  private void enqueue(Call call, int timeoutMs) {
    queue.addLast(call);
    long timer = vertx.setTimer(timeoutMs, t -> {
      queue.remove(call);
      call.fail("cannot be reached just now.");
    });
    call.result.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void next() {
    while (canRun() && !queue.isEmpty()) {
      run(queue.removeFirst());
    }
  }

  private void run(Call call) {
    if (call.result.future().isComplete()) {
      return;
    }
    call.attempts++;
    running++;
    connection.call(call.tool.name(), call.arguments, call.leftMs()).onComplete(done -> {
      running--;
      if (done.succeeded()) {
        call.result.tryComplete(CallResults.of(done.result()));
      } else {
        failed(call, done.cause() instanceof McpFailure known ? known : new McpFailure(Kind.LOST, "unknown"));
      }
      next();
    });
  }

  private void failed(Call call, McpFailure failure) {
    boolean again = failure.kind() == Kind.UNSENT
        || failure.kind() == Kind.LOST && call.tool.effect() != ToolEffect.SIDE_EFFECTING;
    if (again && !hopeless && call.attempts < ATTEMPTS_MAX && queue.size() < limits.queueMax() + limits.callsMax()) {
      count("repeated");
      call.attempts -= failure.kind() == Kind.UNSENT ? 1 : 0;
      again(call);
      return;
    }
    count(failure.kind().name().toLowerCase(Locale.ROOT));
    switch (failure.kind()) {
      case REFUSED -> call.fail(failure.getMessage().isBlank()
          ? "could not do it and gave no reason."
          : "could not do it: " + failure.getMessage());
      case TIMEOUT -> call.fail("did not answer in time.");
      case TOO_LARGE -> call.fail("answered with more than can be read.");
      case UNSENT -> call.fail("cannot be reached just now.");
      case LOST -> call.fail("broke off in the middle; it may have been done or not.");
    }
  }

  /** A connection that takes nothing is about to end, or to be free again: it is left alone for a moment. */
  private void again(Call call) {
    enqueue(call, call.leftMs());
    queue.removeLast();
    queue.addFirst(call);
    if (connection != null && connection.isOpen() && !pausing) {
      pausing = true;
      vertx.setTimer(PAUSE_MS, t -> {
        pausing = false;
        next();
      });
    }
  }

  private void count(String outcome) {
    stage.metrics().count("mesh.plugins.mcp.calls", "outcome", outcome);
  }
}
