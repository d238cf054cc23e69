package io.xiaozhimesh.plugins;

import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AuditAppend;
import io.xiaozhimesh.protocol.bus.AuditEntry;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Brings what must be accounted for to the registry, behind the back of the calls: they never wait for it. What the
 * registry does not take is kept and tried again until there is no more room; then the eldest is lost and counted. On
 * one context.
 */
final class AuditTrail {

  /** Entries of one request. */
  static final int BATCH_MAX = 100;

  /** How long the registry may take, and how long is waited after a failure, in milliseconds. */
  static final int DEADLINE_MS = 5_000;
  static final int AGAIN_MS = 1_000;

  private final Vertx vertx;
  private final StageContext stage;
  private final int entriesMax;
  private final Deque<AuditEntry> waiting = new ArrayDeque<>();
  private final String run;
  private List<AuditEntry> sending = List.of();
  private long batches;
  private long timer = -1;
  private boolean stopped;

  AuditTrail(Vertx vertx, StageContext stage, int entriesMax) {
    this.vertx = vertx;
    this.stage = stage;
    this.entriesMax = entriesMax;
    this.run = stage.bus().node() + '/' + Long.toString(stage.clock().unixMs(), Character.MAX_RADIX) + '/';
  }

  /** Takes an entry; never waits. */
  void add(AuditEntry entry) {
    if (waiting.size() + sending.size() >= entriesMax) {
      waiting.poll();
      stage.metrics().count("mesh.plugins.audit.dropped");
    }
    waiting.add(entry);
    if (sending.isEmpty() && timer < 0) {
      next();
    }
  }

  /** Gives up what could not be brought. */
  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    int lost = waiting.size() + sending.size();
    for (int i = 0; i < lost; i++) {
      stage.metrics().count("mesh.plugins.audit.dropped");
    }
  }

  private void next() {
    if (stopped || waiting.isEmpty() && sending.isEmpty()) {
      return;
    }
    if (sending.isEmpty()) {
      List<AuditEntry> batch = new ArrayList<>();
      while (batch.size() < BATCH_MAX && !waiting.isEmpty()) {
        batch.add(waiting.poll());
      }
      sending = batch;
      batches++;
    }
    stage.directory().lease(Role.REGISTRY, new AuditAppend(run + batches, sending), Accepted.class, DEADLINE_MS)
        .onSuccess(kept -> {
          sending = List.of();
          next();
        })
        .onFailure(failure -> {
          stage.metrics().count("mesh.plugins.audit.failed");
          if (!stopped) {
            timer = vertx.setTimer(AGAIN_MS, t -> {
              timer = -1;
              next();
            });
          }
        });
  }
}
