package io.xiaozhimesh.ingress.socket;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/**
 * The TCP connection under a WebSocket: bounds what waits to be written and makes sure that an end that was begun
 * comes, even when the peer neither reads nor answers.
 */
final class TcpLink {

  /** How long a peer may take to answer a Close frame, and how long an end may take, in ms. */
  static final int CLOSE_GRACE_MS = 1_000;

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final NetSocket socket;
  private final int writeStallMs;
  private long stallTimer = NO_TIMER;
  private long closeTimer = NO_TIMER;
  private boolean broken;
  private boolean gone;
  private Runnable onStalled = () -> { };
  private Runnable onWritable = () -> { };

  TcpLink(Vertx vertx, NetSocket socket, TcpOptions options) {
    this.vertx = vertx;
    this.socket = socket;
    this.writeStallMs = options.writeStallMs();
    socket.setWriteQueueMaxSize(options.writeQueueBytesMax());
    socket.drainHandler(v -> drained());
  }

  void onData(Consumer<byte[]> onData) {
    socket.handler(bytes -> onData.accept(bytes.getBytes()));
  }

  /** Runs when there is room again after {@link #full} said that there was none. */
  void onWritable(Runnable onWritable) {
    this.onWritable = onWritable;
  }

  /** Runs just before the connection is cut because the peer does not read. */
  void onStalled(Runnable onStalled) {
    this.onStalled = onStalled;
  }

  /** Runs once, when the connection has ended. An error of the connection is followed by its end. */
  void onGone(Runnable onGone) {
    socket.exceptionHandler(e -> cut());
    socket.closeHandler(v -> {
      if (!gone) {
        gone = true;
        cancelTimers();
        onGone.run();
      }
    });
  }

  /** Whether as much waits to be written as may. A peer that leaves it so is cut off after the allowed time. */
  boolean full() {
    boolean full = !broken() && socket.writeQueueFull();
    if (full && stallTimer == NO_TIMER) {
      stallTimer = vertx.setTimer(writeStallMs, t -> {
        onStalled.run();
        cut();
      });
    }
    return full;
  }

  /** Whether the connection has ended or is about to: a write has failed. */
  boolean broken() {
    return gone || broken;
  }

  void write(Buffer bytes) {
    if (!broken()) {
      socket.write(bytes).onFailure(e -> broken = true);
    }
  }

  /** Ends the connection once everything is written, at the latest after the grace. */
  void close() {
    closeSoon();
    socket.close();
  }

  /** Ends the connection after the grace, unless it ends before. */
  void closeSoon() {
    if (!gone && closeTimer == NO_TIMER) {
      closeTimer = vertx.setTimer(CLOSE_GRACE_MS, t -> cut());
    }
  }

  /**
   * Ends the connection now. The public close of a socket first waits until everything is written, which never happens
   * when the peer has stopped reading; only the channel itself can be closed over its pending writes.
   */
  private void cut() {
    ((NetSocketInternal) socket).channelHandlerContext().close();
  }

  private void drained() {
    cancel(stallTimer);
    stallTimer = NO_TIMER;
    onWritable.run();
  }

  private void cancelTimers() {
    cancel(stallTimer);
    cancel(closeTimer);
  }

  private void cancel(long timer) {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
    }
  }
}
