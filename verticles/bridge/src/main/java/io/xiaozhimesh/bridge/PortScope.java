package io.xiaozhimesh.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.stage.StageContext;

/** What all workers of a bridge share. */
record PortScope(Vertx vertx, StageContext stage, BridgeOptions options, OpusCodec codec, WorkerExecutor encoders) {

  long nowMs() {
    return stage.clock().nowMs();
  }

  void count(String name, String... tags) {
    stage.metrics().count(name, tags);
  }

  WorkerLimits limits() {
    return options.limits();
  }
}
