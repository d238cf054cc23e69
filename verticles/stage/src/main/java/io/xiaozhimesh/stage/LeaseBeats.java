package io.xiaozhimesh.stage;

import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells every owner, several times within the silence that it tolerates, which leases this worker holds for it. Runs on
 * the context of the worker, so that a worker whose event loop hangs falls silent.
 */
public final class LeaseBeats {

  /** How often. */
  public static final long BEAT_EVERY_MS = 200;

  private final Vertx vertx;
  private final StageContext context;
  private final Role role;
  private final String inbox;
  private final Supplier<Map<String, ? extends Collection<String>>> byOwner;
  private final long timerId;

  private LeaseBeats(Vertx vertx, StageContext context, Role role, String inbox,
      Supplier<Map<String, ? extends Collection<String>>> byOwner) {
    this.vertx = vertx;
    this.context = context;
    this.role = role;
    this.inbox = inbox;
    this.byOwner = byOwner;
    this.timerId = vertx.setPeriodic(BEAT_EVERY_MS, id -> beat());
  }

  /**
   * Begins, on the current context.
   *
   * @param inbox the worker's own
   * @param byOwner the ids of the sessions whose leases are held, by the inbox of their owner
   */
  public static LeaseBeats start(Vertx vertx, StageContext context, Role role, String inbox,
      Supplier<Map<String, ? extends Collection<String>>> byOwner) {
    return new LeaseBeats(vertx, context, role, inbox, byOwner);
  }

  /** Ends. */
  public void stop() {
    vertx.cancelTimer(timerId);
  }

  private void beat() {
    byOwner.get().forEach((owner, sessionIds) ->
        context.bus().send(owner, new LeasesAlive(role, inbox, List.copyOf(sessionIds))));
  }
}
