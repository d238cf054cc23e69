package io.xiaozhimesh.bench.conformance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.ingress.socket.AdmissionOptions;
import io.xiaozhimesh.ingress.socket.DeviceServer;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.ingress.socket.FloodOptions;
import io.xiaozhimesh.ingress.socket.MessageLimits;
import io.xiaozhimesh.ingress.socket.SessionListener;
import io.xiaozhimesh.ingress.socket.SocketOptions;
import io.xiaozhimesh.ingress.socket.TcpOptions;
import io.xiaozhimesh.ingress.socket.TokenCheck;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import java.util.List;

/**
 * The device server with sessions that send every message back. Only the bounds on size and rate are wider than in the
 * product, because the suites send messages of megabytes and more of them per second than a device may.
 */
public final class EchoServer {

  /** Where the suite connects; the query stands for the headers that a device sends. */
  public static final String TARGET = "/xiaozhi/v1/?device-id=conformance";

  private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
  private static final int PER_SECOND = 1_000_000;
  private static final int SESSIONS_MAX = 100;
  private static final int HANDSHAKE_TIMEOUT_MS = 10_000;
  private static final int BACKLOG = 128;
  private static final int IDLE_TIMEOUT_MS = 60_000;
  private static final int WRITE_STALL_MS = 10_000;

  private final DeviceServer server;

  /** Not yet listening; port 0 takes a free one. */
  public EchoServer(Vertx vertx, int port) {
    server = new DeviceServer(
        vertx, options(port), TokenCheck.open(), MeshClock.system(), Metrics.inMemory(), Echo::new);
  }

  /** Completes when clients can connect. */
  public Future<Void> start() {
    return server.start();
  }

  /** Completes when all clients have gone. */
  public Future<Void> stop() {
    return server.stop();
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** Listens on the given port until the process is ended. */
  public static void main(String[] args) {
    EchoServer server = new EchoServer(Vertx.vertx(), Integer.parseInt(args[0]));
    server.start().onSuccess(v -> System.out.println("ws://127.0.0.1:" + server.port() + TARGET));
  }

  private static SocketOptions options(int port) {
    return new SocketOptions(
        new TcpOptions("127.0.0.1", port, BACKLOG, IDLE_TIMEOUT_MS, MESSAGE_BYTES_MAX, WRITE_STALL_MS),
        new AdmissionOptions(List.of(), List.of(), SESSIONS_MAX, 0, PER_SECOND, HANDSHAKE_TIMEOUT_MS),
        new FloodOptions(PER_SECOND, PER_SECOND, PER_SECOND, PER_SECOND),
        new MessageLimits(MESSAGE_BYTES_MAX, MESSAGE_BYTES_MAX));
  }

  private record Echo(DeviceSocket socket) implements SessionListener {

    @Override
    public void onText(String text) {
      socket.sendText(text);
    }

    @Override
    public void onBinary(byte[] bytes) {
      socket.sendBinary(bytes);
    }

    @Override
    public void onClosed(String why) {
      // Nothing is kept per client.
    }
  }
}
