package io.xiaozhimesh.plugins.supervise;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running child. The JDK's pipes block, so three threads of its own read and write them and nobody else waits: what it
 * prints is handed to {@link Output} on one of them, what it is told waits in a bounded queue, what it complains about
 * goes to the log at DEBUG. Its methods are for any thread; its futures complete on the context it was started on.
 */
public final class ChildProcess {

  /** Receives standard output, on the thread that reads it; while it blocks, so does the child, once the pipe is full. */
  @FunctionalInterface
  public interface Output {

    /** So many bytes at the beginning of the buffer, which is reused afterwards. */
    void accept(byte[] buffer, int length);
  }

  /** Writes that may wait for a child that does not read. */
  static final int WRITES_MAX = 256;

  /** A complaint of the child is cut after so many characters. */
  static final int COMPLAINT_CHARS_MAX = 500;

  private static final int READ_BYTES = 16_384;

  /** The last words of a child are waited for so long, in milliseconds. */
  private static final int LAST_WORDS_MS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  private final Vertx vertx;
  private final Context context;
  private final ProcessSpec spec;
  private final Process process;
  private final ProcessGroup group;
  private final ThreadPoolExecutor writer;
  private final Promise<Integer> ended = Promise.promise();
  private final Promise<Void> drained = Promise.promise();

  private ChildProcess(Vertx vertx, Context context, ProcessSpec spec, Process process) {
    this.vertx = vertx;
    this.context = context;
    this.spec = spec;
    this.process = process;
    this.group = new ProcessGroup(process);
    this.writer = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WRITES_MAX),
        task -> daemon(task, "in"));
    this.writer.allowCoreThreadTimeOut(true);
  }

  /** Begins the program; fails when it cannot be begun. */
  public static Future<ChildProcess> start(Vertx vertx, Context context, ProcessSpec spec, Output output) {
    return vertx.executeBlocking(() -> {
      ChildProcess child = new ChildProcess(vertx, context, spec, spawn(spec));
      child.listen(output);
      return child;
    }, false);
  }

  private static Process spawn(ProcessSpec spec) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(ProcessGroup.command(spec));
    if (!spec.directory().isEmpty()) {
      builder.directory(new File(spec.directory()));
    }
    builder.environment().keySet().retainAll(spec.inherit());
    builder.environment().putAll(spec.environment());
    return builder.start();
  }

  private void listen(Output output) {
    daemon(() -> read(output), "out").start();
    daemon(this::complaints, "err").start();
    process.onExit().thenAccept(dead -> vertx.executeBlocking(() -> {
      group.kill();
      return null;
    }, false).onComplete(done -> context.runOnContext(v -> {
      writer.shutdownNow();
      long timer = vertx.setTimer(LAST_WORDS_MS, t -> ended.tryComplete(dead.exitValue()));
      drained.future().onComplete(last -> context.runOnContext(w -> {
        vertx.cancelTimer(timer);
        ended.tryComplete(dead.exitValue());
      }));
    })));
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the exit value when it has ended and all its output is handed on. */
  public Future<Integer> ended() {
    return ended.future();
  }

  /** Tells it something; fails when too much waits already, or when it has ended. */
  public Future<Void> write(byte[] bytes) {
    Promise<Void> written = Promise.promise();
    try {
      writer.execute(() -> {
        try {
          OutputStream in = process.getOutputStream();
          in.write(bytes);
          in.flush();
          context.runOnContext(v -> written.complete());
        } catch (IOException e) {
          context.runOnContext(v -> written.fail(e));
        }
      });
    } catch (RejectedExecutionException e) {
      written.fail(new IOException(spec.name() + " does not read what it is told", e));
    }
    return written.future();
  }

  /** Closes its input, then asks it to end, then ends it, with its descendants; completes when it has ended. */
  public Future<Integer> stop(int graceMs) {
    if (ended.future().isComplete()) {
      return ended.future();
    }
    try {
      writer.execute(this::closeInput);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is not listening any more", spec.name());
    }
    context.runOnContext(v -> {
      long ask = vertx.setTimer(Math.max(1, graceMs / 2), t -> blocking(group::terminate));
      long end = vertx.setTimer(Math.max(2, graceMs), t -> blocking(group::kill));
      ended.future().onComplete(done -> {
        vertx.cancelTimer(ask);
        vertx.cancelTimer(end);
      });
    });
    return ended.future();
  }

  private void blocking(Runnable task) {
    vertx.executeBlocking(() -> {
      task.run();
      return null;
    }, false);
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("{} had closed its input before", spec.name());
    }
  }

  private void read(Output output) {
    byte[] buffer = new byte[READ_BYTES];
    try (InputStream out = process.getInputStream()) {
      for (int n = out.read(buffer); n >= 0; n = out.read(buffer)) {
        output.accept(buffer, n);
      }
    } catch (IOException e) {
      LOG.debug("the output of {} has ended: {}", spec.name(), e.getMessage());
    } finally {
      drained.tryComplete();
    }
  }

  private void complaints() {
    StringBuilder line = new StringBuilder();
    try (Reader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (int c = err.read(); c >= 0; c = err.read()) {
        if (c != '\n' && line.length() < COMPLAINT_CHARS_MAX) {
          line.append((char) c);
        } else if (c == '\n') {
          LOG.debug("{}: {}", spec.name(), line);
          line.setLength(0);
        }
      }
    } catch (IOException e) {
      LOG.debug("{} complains no more", spec.name());
    }
  }

  private Thread daemon(Runnable task, String what) {
    Thread thread = new Thread(task, "child-" + spec.name() + '-' + what);
    thread.setDaemon(true);
    return thread;
  }
}
