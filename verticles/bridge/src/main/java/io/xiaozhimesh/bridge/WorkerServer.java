package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.worker.WorkerControl.Hello;
import io.xiaozhimesh.protocol.worker.WorkerProtocol;
import io.xiaozhimesh.protocol.worker.WorkerProtocol.WorkerRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The WebSocket server for workers. Whoever has no token or speaks another sub-protocol gets an HTTP status before any
 * upgrade. Lives on the bridge's context.
 */
final class WorkerServer {

  private static final int FRAME_BYTES_MAX = 131_072;
  private static final int HEADERS_BYTES_MAX = 8_192;
  private static final int CLOSING_S = 2;

  private final PortScope scope;
  private final ListenOptions options;
  private final Set<WorkerConnection> connections = new LinkedHashSet<>();
  private HttpServer server;
  private int lastNumber;
  private boolean stopping;

  WorkerServer(PortScope scope) {
    this.scope = scope;
    this.options = scope.options().listen();
  }

  /** Completes when workers can connect. */
  Future<Void> start() {
    server = scope.vertx().createHttpServer(httpOptions()).requestHandler(this::answer);
    return server.listen().mapEmpty();
  }

  int port() {
    return server.actualPort();
  }

  /** Asks the workers to drain, says goodbye, closes the port. */
  Future<Void> stop() {
    stopping = true;
    List<WorkerConnection> all = new ArrayList<>(connections);
    all.forEach(WorkerConnection::drain);
    return Future.join(all.stream().map(WorkerConnection::close).toList()).eventually(server::close).mapEmpty();
  }

  private HttpServerOptions httpOptions() {
    HttpServerOptions http = new HttpServerOptions()
        .setHost(options.host())
        .setPort(options.port())
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(HEADERS_BYTES_MAX)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .addWebSocketSubProtocol(WorkerProtocol.SUB_PROTOCOL)
        .setMaxWebSocketFrameSize(Math.min(FRAME_BYTES_MAX, scope.limits().messageBytesMax()))
        .setMaxWebSocketMessageSize(scope.limits().messageBytesMax())
        .setWebSocketClosingTimeout(CLOSING_S);
    return options.tls()
        ? http.setSsl(true).setKeyCertOptions(
            new PemKeyCertOptions().setCertPath(options.certFile()).setKeyPath(options.keyFile()))
        : http;
  }

  private void answer(HttpServerRequest request) {
    int refusal = refusal(request);
    if (refusal != 0) {
      scope.count("mesh.bridge.worker.refused", "status", String.valueOf(refusal));
      request.response().setStatusCode(refusal).end();
      return;
    }
    request.toWebSocket().onSuccess(this::connected)
        .onFailure(e -> scope.count("mesh.bridge.worker.refused", "status", "400"));
  }

  private int refusal(HttpServerRequest request) {
    if (!WorkerProtocol.PATH.equals(request.path())) {
      return 404;
    } else if (!request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      return 426;
    } else if (!isToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      return 401;
    } else if (!speaksOurs(request.getHeader("Sec-WebSocket-Protocol"))) {
      return 400;
    }
    return stopping || connections.size() >= options.workersMax() ? 503 : 0;
  }

  /** Takes the same time for every wrong token of the same length. */
  private boolean isToken(String sent) {
    byte[] expected = ("Bearer " + options.token()).getBytes(StandardCharsets.UTF_8);
    return sent != null && MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean speaksOurs(String offered) {
    return offered != null && Arrays.stream(offered.split(","))
        .anyMatch(name -> name.strip().equals(WorkerProtocol.SUB_PROTOCOL));
  }

  private void connected(ServerWebSocket socket) {
    WorkerConnection connection = new WorkerConnection(scope, socket, this::admit, connections::remove);
    connections.add(connection);
    connection.start();
  }

  private WorkerPort admit(WorkerConnection connection, Hello hello) {
    if (connections.stream().anyMatch(other -> other.name().equals(hello.name()))) {
      throw new MeshException(MeshError.BAD_REQUEST, "a worker of this name is connected");
    }
    String number = String.valueOf(++lastNumber);
    WorkerRole role = WorkerRole.of(hello.role()).orElseThrow();
    return switch (role) {
      case ASR -> new AsrPort(scope, connection, number);
      case TTS -> new TtsPort(scope, connection, number);
      case TOOLS -> new ToolsPort(scope, connection, hello, number);
    };
  }
}
