package io.xiaozhimesh.plugins.mcp.transport;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.mcp.client.McpFailure;
import io.xiaozhimesh.plugins.mcp.client.McpFailure.Kind;
import io.xiaozhimesh.plugins.mcp.client.McpTransport;
import io.xiaozhimesh.plugins.mcp.wire.JsonRpc;
import io.xiaozhimesh.plugins.mcp.wire.LineFrames;
import io.xiaozhimesh.plugins.supervise.ChildProcess;
import io.xiaozhimesh.plugins.supervise.ProcessSpec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * A server as a child process: one message per line (MCP 2025-11-25, "Transports", "stdio"). Lines are parsed on the
 * thread that reads them; at most {@value #AHEAD_MAX} messages wait for the event loop, then the child waits.
 */
public final class StdioTransport implements McpTransport {

  /** Messages read and not yet handled. */
  static final int AHEAD_MAX = 64;

  private final Vertx vertx;
  private final Context context;
  private final ProcessSpec spec;
  private final int frameBytesMax;
  private final int stopGraceMs;
  private final Semaphore ahead = new Semaphore(AHEAD_MAX);
  private Future<ChildProcess> child;
  private volatile boolean closed;

  /** A child that is not begun yet, and that has {@code stopGraceMs} to end when it is asked to. */
  public StdioTransport(Vertx vertx, Context context, ProcessSpec spec, int frameBytesMax, int stopGraceMs) {
    this.vertx = vertx;
    this.context = context;
    this.spec = spec;
    this.frameBytesMax = frameBytesMax;
    this.stopGraceMs = stopGraceMs;
  }

  @Override
  public Future<Void> open(Listener listener) {
    LineFrames frames = new LineFrames(frameBytesMax, new Lines(listener));
    child = ChildProcess.start(vertx, context, spec, frames::accept);
    return child.map(begun -> {
      begun.ended().onSuccess(value -> {
        if (!closed) {
          listener.closed("the process ended with " + value);
        }
      });
      return null;
    });
  }

  /** A line that was not written to its end is no message: the server has surely not seen it. */
  @Override
  public Future<Void> send(long id, String json) {
    if (child == null || !child.succeeded()) {
      return Future.failedFuture(new McpFailure(Kind.UNSENT, "there is no process"));
    }
    return child.result().write((json + '\n').getBytes(StandardCharsets.UTF_8))
        .recover(failure -> Future.failedFuture(new McpFailure(Kind.UNSENT, "the process does not read")));
  }

  @Override
  public Future<Void> close() {
    closed = true;
    ahead.release(AHEAD_MAX);
    return child == null
        ? Future.succeededFuture()
        : child.compose(begun -> begun.stop(stopGraceMs)).transform(done -> Future.succeededFuture());
  }

  /** On the thread that reads the child's output. */
  private final class Lines implements LineFrames.Sink {

    private final Listener listener;

    Lines(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void line(String line) {
      if (!closed) {
        JsonRpc.read(line).forEach(message -> hand(() -> listener.received(message)));
      }
    }

    @Override
    public void oversized(String head, String tail, long bytes) {
      hand(() -> listener.oversized(JsonRpc.idOfOversized(head, tail).orElse(-1), bytes));
    }

    private void hand(Runnable task) {
      ahead.acquireUninterruptibly();
      context.runOnContext(v -> {
        ahead.release();
        if (!closed) {
          task.run();
        }
      });
    }
  }
}
