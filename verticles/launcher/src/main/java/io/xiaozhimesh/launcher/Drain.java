package io.xiaozhimesh.launcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.StageContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits while this node's workers still serve somebody. */
final class Drain {

  /** How often leases are counted. */
  private static final long LOOK_EVERY_MS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Vertx vertx;
  private final StageContext context;

  Drain(Vertx vertx, StageContext context) {
    this.vertx = vertx;
    this.context = context;
  }

  /** Completes when no lease is left, at {@code endsMs} at the latest. */
  Future<Void> until(long endsMs) {
    if (context.directory().held() == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> ended = Promise.promise();
    LOG.info("Waiting at most {} ms for {} leases to end",
        Math.max(0, endsMs - context.clock().nowMs()), context.directory().held());
    vertx.setPeriodic(LOOK_EVERY_MS, timer -> {
      int held = context.directory().held();
      boolean late = context.clock().nowMs() >= endsMs;
      if (held == 0 || late) {
        vertx.cancelTimer(timer);
        if (held > 0) {
          context.metrics().count("mesh.node.drain.cut");
          LOG.warn("{} leases are cut off and have to go on elsewhere", held);
        }
        ended.complete();
      }
    });
    return ended.future();
  }
}
