package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.stage.StageContext;

/**
 * The bridge of a node: serves workers in other languages and stands for each of them on the bus. One instance per node;
 * all state lives on its event loop. PCM is encoded on worker threads.
 */
public final class BridgeVerticle extends VerticleBase {

  private static final int ENCODE_THREADS_AUTO_MAX = 2;

  private final StageContext stage;
  private final BridgeOptions options;
  private WorkerExecutor encoders;
  private WorkerServer server;
  private volatile int port;

  /** Not yet serving: see {@link #start}. */
  public BridgeVerticle(StageContext stage, BridgeOptions options) {
    this.stage = stage;
    this.options = options;
  }

  /** Completes when workers can connect; at once when the bridge is off. */
  @Override
  public Future<?> start() {
    if (!options.enabled()) {
      return Future.succeededFuture();
    }
    encoders = vertx.createSharedWorkerExecutor("mesh-bridge-encode", threads());
    return encoders.executeBlocking(OpusCodec::detect, false).compose(codec -> {
      server = new WorkerServer(new PortScope(vertx, stage, options, codec, encoders));
      return server.start();
    }).onSuccess(v -> port = server.port()).recover(failure -> encoders.close().transform(
        closed -> Future.failedFuture(failure)));
  }

  /** Drains the workers and lets them go. */
  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.stop().eventually(encoders::close);
  }

  /** The port that workers connect to, 0 when the bridge is off; known after {@link #start}. */
  public int port() {
    return port;
  }

  private int threads() {
    return options.encodeThreads() > 0
        ? options.encodeThreads()
        : Math.min(ENCODE_THREADS_AUTO_MAX, Runtime.getRuntime().availableProcessors());
  }
}
