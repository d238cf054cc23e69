package io.xiaozhimesh.plugins.mcp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.xiaozhimesh.plugins.mcp.access.AccessPoint;
import io.xiaozhimesh.plugins.mcp.server.ToolOffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port for both: WebSockets are tools that dial in, everything else are clients of our own tools. */
final class McpPort {

  private static final int HEADERS_BYTES_MAX = 16_384;
  private static final int CLOSING_S = 2;

  private static final Logger LOG = LoggerFactory.getLogger(McpPort.class);

  private final Vertx vertx;
  private final McpOptions options;
  private final AccessPoint access;
  private final ToolOffer offer;
  private HttpServer server;

  McpPort(Vertx vertx, McpOptions options, AccessPoint access, ToolOffer offer) {
    this.vertx = vertx;
    this.options = options;
    this.access = access;
    this.offer = offer;
  }

  Future<Void> open() {
    if (options.port() < 0) {
      return Future.succeededFuture();
    }
    HttpServerOptions http = new HttpServerOptions()
        .setHost(options.host())
        .setPort(options.port())
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(HEADERS_BYTES_MAX)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(options.bounds().frameBytesMax())
        .setMaxWebSocketMessageSize(options.bounds().frameBytesMax())
        .setWebSocketClosingTimeout(CLOSING_S);
    server = vertx.createHttpServer(http).requestHandler(this::answer);
    return server.listen().onSuccess(v -> LOG.info("MCP is served on port {}", number())).mapEmpty();
  }

  int number() {
    return server == null ? 0 : server.actualPort();
  }

  Future<Void> close() {
    offer.close();
    return server == null ? Future.succeededFuture() : access.close().eventually(server::close);
  }

  private void answer(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      access.answer(request);
    } else {
      offer.answer(request);
    }
  }
}
