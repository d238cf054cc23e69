package io.xiaozhimesh.registry;

import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.DeviceSay;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.SayEnded;
import io.xiaozhimesh.registry.internal.AlarmWords;
import io.xiaozhimesh.registry.sql.AlarmTable;
import io.xiaozhimesh.stage.DeviceReach;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets devices say what is due: takes rows, finds the device, asks its ingress, and forgets a row once that has reported a
 * sound. Any number of nodes may do so with one database. On the context of the verticle; its SQL on the workers.
 */
final class Alarms {

  /** How often the clock is looked at. */
  static final long LOOK_EVERY_MS = 200;

  /** How often the table is looked at although nothing is known to be due: other nodes set alarms, too. */
  private static final long LOOK_FOR_OTHERS_MS = 2_000;

  /** Time in which a device is found and its ingress asked. */
  private static final long ASK_LEASE_MS = 5_000;

  /** How long a device may go on with what it does before it begins. */
  private static final int BEGIN_WITHIN_MS = 60_000;

  /** From the ingress's acceptance to its report at most; then the row is taken again. */
  private static final long SAY_LEASE_MS = 150_000;

  /** After something went wrong, such as an answer that could not be spoken. */
  private static final long AGAIN_AFTER_MS = 3_000;

  private static final int BATCH = 50;
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final Vertx vertx;
  private final StageContext stage;
  private final SqlWorkers workers;
  private final AlarmTable table;
  private final RegistryOptions.Alarms options;
  private final DeviceReach reach;
  private long timerId = -1;
  private long nextLookMs;
  private boolean looking;

  Alarms(Vertx vertx, StageContext stage, SqlWorkers workers, AlarmTable table, RegistryOptions.Alarms options) {
    this.vertx = vertx;
    this.stage = stage;
    this.workers = workers;
    this.table = table;
    this.options = options;
    this.reach = new DeviceReach(stage);
  }

  void start() {
    timerId = vertx.setPeriodic(LOOK_EVERY_MS, id -> look());
  }

  void stop() {
    vertx.cancelTimer(timerId);
  }

  /** Something may be due earlier than was known. */
  void dueAt(long unixMs) {
    nextLookMs = Math.min(nextLookMs, unixMs);
  }

  /** What an ingress reports; on a worker thread. */
  void ended(SayEnded ended) {
    if (ended.sounded()) {
      count(table.forget(ended.sayId()) ? "sounded" : "repeated");
    } else {
      table.release(ended.sayId(), nowMs() + AGAIN_AFTER_MS);
    }
  }

  private void look() {
    long nowMs = nowMs();
    // A clock that was set back must not put alarms to sleep.
    boolean due = nowMs >= nextLookMs || nextLookMs - nowMs > LOOK_FOR_OTHERS_MS;
    if (looking || !due) {
      return;
    }
    looking = true;
    nextLookMs = nowMs + LOOK_FOR_OTHERS_MS;
    workers.run(() -> {
      List<AlarmTable.Due> taken = table.take(nowMs, ASK_LEASE_MS, BATCH);
      OptionalLong next = table.nextTryMs();
      return new Found(taken, next.orElse(Long.MAX_VALUE));
    }).onSuccess(found -> {
      dueAt(found.nextMs);
      found.taken.forEach(this::say);
    }).onFailure(failure -> {
      stage.metrics().count("mesh.registry.alarm.look.failed");
      LOG.debug("alarms could not be looked at", failure);
    }).onComplete(done -> looking = false);
  }

  private record Found(List<AlarmTable.Due> taken, long nextMs) {
  }

  private void say(AlarmTable.Due due) {
    String id = due.alarm().alarmId();
    long lateMs = nowMs() - due.alarm().dueMs();
    if (lateMs > options.keepS() * 1_000L + LOOK_FOR_OTHERS_MS) {
      sql("missed", () -> table.forget(id));
      return;
    }
    DeviceSay say = new DeviceSay(due.deviceId(), id, due.alarm().kind() != AlarmKind.REMINDER,
        AlarmWords.of(due.alarm(), due.language(), lateMs), due.language(), BEGIN_WITHIN_MS);
    reach.send(due.deviceId(), say)
        .onSuccess(accepted -> sql("asked", () -> table.hold(id, nowMs() + SAY_LEASE_MS)))
        .onFailure(failure -> notTaken(due, MeshException.of(failure).error()));
  }

  private void notTaken(AlarmTable.Due due, MeshError error) {
    boolean away = error == MeshError.UNAVAILABLE;
    long nextTryMs = nowMs() + (away ? options.retryS() * 1_000L : AGAIN_AFTER_MS);
    sql(away ? "away" : "refused", () -> table.release(due.alarm().alarmId(), nextTryMs));
  }

  private void sql(String outcome, Runnable work) {
    count(outcome);
    workers.run(() -> {
      work.run();
      return null;
    }).onFailure(failure -> stage.metrics().count("mesh.registry.alarm.look.failed"));
  }

  private void count(String outcome) {
    stage.metrics().count("mesh.registry.alarm", "outcome", outcome);
  }

  private long nowMs() {
    return stage.clock().unixMs();
  }
}
