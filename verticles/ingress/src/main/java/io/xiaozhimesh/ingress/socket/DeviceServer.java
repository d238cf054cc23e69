package io.xiaozhimesh.ingress.socket;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.xiaozhimesh.ingress.socket.rfc6455.Handshake;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The WebSocket server for devices, at {@code /xiaozhi/v1/}. Whoever may not connect gets an HTTP status before any
 * upgrade, so that a device fails at once instead of waiting for a hello. Compression and subprotocols are never
 * negotiated: devices have none.
 *
 * <p>{@link #start} and {@link #stop} belong on the same Vert.x context; all connections are served on its event loop.
 */
public final class DeviceServer {

  private static final Set<String> PATHS = Set.of("/xiaozhi/v1/", "/xiaozhi/v1");
  private static final String GREETING = "Xiaozhi Mesh is running. Devices connect here by WebSocket.\n";
  private static final int REQUEST_LINE_BYTES_MAX = 4_096;
  private static final int HEADERS_BYTES_MAX = 8_192;

  private final SocketScope scope;
  private final Admission admission;
  private final SessionAcceptor acceptor;
  private final Handshaking handshaking;
  private final SessionIds ids = new SessionIds();
  private final Map<DeviceConnection, Promise<Void>> connections = new HashMap<>();
  private Context context;
  private HttpServer server;
  private boolean stopping;

  /**
   * @param options where to listen, whom to let in
   * @param tokens who may connect
   * @param clock measures rates
   * @param metrics counts under {@code mesh.ingress.socket}
   * @param acceptor gives each connection its session
   */
  public DeviceServer(Vertx vertx, SocketOptions options, TokenCheck tokens, MeshClock clock, Metrics metrics,
      SessionAcceptor acceptor) {
    this.scope = new SocketScope(vertx, options, clock, metrics);
    this.admission = new Admission(options.admission(), tokens, clock.nowMs());
    this.acceptor = acceptor;
    this.handshaking = new Handshaking(vertx, options.admission().handshakeTimeoutMs());
  }

  /** Completes when devices can connect; fails when the port is taken. */
  public Future<Void> start() {
    context = scope.vertx().getOrCreateContext();
    server = scope.vertx().createHttpServer(httpOptions(scope.options().tcp()))
        .connectionHandler(this::connected)
        .requestHandler(this::answer);
    return server.listen().mapEmpty();
  }

  /** The port that it listens on; known after {@link #start}. */
  public int port() {
    return server.actualPort();
  }

  /** How many connections there are; readable from every thread. */
  public int sessions() {
    return admission.sessions();
  }

  /** Closes every connection with 1001 and the port; completes when all have gone, about a second later at most. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(v -> {
      stopping = true;
      List<Future<Void>> gone = connections.values().stream().map(Promise::future).toList();
      new ArrayList<>(connections.keySet()).forEach(DeviceConnection::stop);
      Future.join(gone).eventually(server::close).<Void>mapEmpty().onComplete(stopped);
    });
    return stopped.future();
  }

  private static HttpServerOptions httpOptions(TcpOptions tcp) {
    return new HttpServerOptions()
        .setHost(tcp.host())
        .setPort(tcp.port())
        .setAcceptBacklog(tcp.backlog())
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(tcp.idleTimeoutMs())
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
        .setMaxHeaderSize(HEADERS_BYTES_MAX);
  }

  private void connected(HttpConnection connection) {
    if (!handshaking.begin(connection)) {
      refused("too_many_waiting");
    }
  }

  private void answer(HttpServerRequest request) {
    boolean known = request.path() != null && PATHS.contains(request.path());
    boolean root = "/".equals(request.path());
    if (!known && !root) {
      refuse(request, Refusal.NOT_FOUND);
    } else if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      refuse(request, Refusal.METHOD);
    } else if (known && request.method() == HttpMethod.GET && UpgradeRequest.wantsWebSocket(request)) {
      upgrade(request);
    } else {
      end(request, "text/plain; charset=utf-8", GREETING);
    }
  }

  private void upgrade(HttpServerRequest request) {
    UpgradeRequest asked;
    try {
      asked = UpgradeRequest.of(request);
    } catch (IllegalArgumentException e) {
      refuse(request, Refusal.BAD_REQUEST);
      return;
    }
    Optional<Refusal> refusal = stopping
        ? Optional.of(Refusal.STOPPING)
        : admission.refusal(asked, scope.clock().nowMs());
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
    } else {
      accept(request, asked);
    }
  }

  private void accept(HttpServerRequest request, UpgradeRequest asked) {
    HttpConnection http = request.connection();
    request.response()
        .putHeader("Upgrade", "websocket")
        .putHeader("Connection", "Upgrade")
        .putHeader("Sec-WebSocket-Accept", Handshake.accept(asked.key()));
    request.toNetSocket().onSuccess(socket -> {
      handshaking.end(http);
      open(admission.admit(asked), socket);
    });
  }

  private void open(Identity identity, NetSocket socket) {
    DeviceConnection connection = new DeviceConnection(scope, identity, ids.next(), socket);
    Promise<Void> gone = Promise.promise();
    connections.put(connection, gone);
    scope.metrics().count("mesh.ingress.socket.opened");
    connection.open(acceptor, () -> {
      connections.remove(connection);
      admission.gone(identity);
      gone.complete();
    });
  }

  private void refuse(HttpServerRequest request, Refusal refusal) {
    refused(refusal.code());
    request.response().setStatusCode(refusal.status());
    if (refusal == Refusal.VERSION) {
      request.response().putHeader("Sec-WebSocket-Version", "13");
    }
    end(request, "application/json",
        new JsonObject().put("error", refusal.code()).put("message", refusal.message()).encode());
  }

  private static void end(HttpServerRequest request, String contentType, String body) {
    request.response()
        .putHeader("Content-Type", contentType)
        .putHeader("Connection", "close")
        .end(body)
        .onComplete(v -> request.connection().close());
  }

  private void refused(String reason) {
    scope.metrics().count("mesh.ingress.socket.refused", "reason", reason);
  }
}
