package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.xiaozhimesh.ota.internal.SourceLimit;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import java.util.concurrent.TimeUnit;

/**
 * The stage that answers the device's HTTP. Serves as soon as its start has completed. One instance per node.
 */
public final class OtaVerticle extends VerticleBase {

  private static final int WORKERS = 2;
  private static final int ADDRESSES_MAX = 10_000;
  private static final int IDLE_TIMEOUT_S = 60;
  private static final int HEADER_BYTES_MAX = 8_192;
  private static final int FIRST_LINE_BYTES_MAX = 2_048;
  private static final long STOP_GRACE_MS = 2_000;

  private final StageContext stage;
  private final OtaOptions options;
  private final DeviceTokens tokens;
  private final SourceLimit sources;
  private final Replies replies;
  private final SocketAddresses sockets;
  private Connections connections;
  private WorkerExecutor worker;
  private VisionChain vision;
  private HttpServer server;
  private long folderTimerId = -1;

  /** Not yet listening. The tokens are those that the sockets verify. */
  public OtaVerticle(StageContext stage, OtaOptions options, DeviceTokens tokens) {
    this.stage = stage;
    this.options = options;
    this.tokens = tokens;
    this.sources = new SourceLimit(options.limits().requestsPerS(), options.limits().requestsBurst(), ADDRESSES_MAX);
    this.replies = new Replies(stage.metrics());
    this.sockets = new SocketAddresses(stage, options.address());
  }

  /** The TCP port that was really bound; only after the start. */
  public int port() {
    return server.actualPort();
  }

  /** What an operator can do with those who explain photos; once it has started. */
  public ProviderAdmin visionAdmin() {
    return vision;
  }

  @Override
  public Future<?> start() {
    worker = vertx.createSharedWorkerExecutor("ota", WORKERS);
    vision = new VisionChain(context, stage);
    vision.apply(options);
    connections = new Connections(vertx, options.limits().connectionsMax(), stage.metrics());
    FirmwareFolder firmware = new FirmwareFolder(options.firmwareDir(), stage.metrics());
    folderTimerId = vertx.setPeriodic(FirmwareFolder.READ_EVERY_MS, id -> firmware.read(worker));
    Router router = router(firmware);
    server = vertx.createHttpServer(serverOptions())
        .connectionHandler(connections::accept)
        .invalidRequestHandler(this::invalid)
        .exceptionHandler(failure -> stage.metrics().count("mesh.ota.connection.failed"))
        .requestHandler(request -> limited(request, router));
    return Future.join(firmware.read(worker), sockets.start())
        .compose(v -> server.listen(options.address().port(), options.address().host()))
        .onSuccess(v -> stage.directory().offer(Role.OTA, connections::load));
  }

  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.OTA);
    vertx.cancelTimer(folderTimerId);
    return server.shutdown(STOP_GRACE_MS, TimeUnit.MILLISECONDS)
        .eventually(sockets::stop)
        .eventually(() -> vision.close())
        .eventually(worker::close);
  }

  private Router router(FirmwareFolder firmware) {
    OtaRequests ota = new OtaRequests(vertx, stage, options, tokens, firmware, sockets);
    BindRequests bind = new BindRequests(vertx, stage, options, ota.registry());
    VisionRequests photos = new VisionRequests(vertx, stage, options, tokens, worker, vision);
    return new OtaRoutes(stage, ota, photos, bind, firmware).router(vertx);
  }

  private void limited(HttpServerRequest request, Router router) {
    if (sources.allows(String.valueOf(request.remoteAddress().hostAddress()), stage.clock().nowMs())) {
      router.handle(request);
    } else {
      request.response().putHeader("Retry-After", "10");
      replies.refuse(request, 429, "rate", "too many requests from this address");
    }
  }

  private void invalid(HttpServerRequest request) {
    replies.refuse(request, 400, "not-http", "this is no request");
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setCompressionSupported(false)
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(HEADER_BYTES_MAX)
        .setMaxInitialLineLength(FIRST_LINE_BYTES_MAX)
        .setIdleTimeout(IDLE_TIMEOUT_S);
  }
}
