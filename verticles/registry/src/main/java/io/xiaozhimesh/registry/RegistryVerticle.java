package io.xiaozhimesh.registry;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.registry.sql.Database;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage that keeps what must survive, behind requests in the inbox of {@link Role#REGISTRY}. Serves as soon as
 * its start has completed: connected, tables up to date. One instance per node.
 */
public final class RegistryVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryVerticle.class);
  private static final long PURGE_EVERY_MS = TimeUnit.DAYS.toMillis(1);

  private final StageContext stage;
  private final RegistryOptions options;
  private SqlWorkers workers;
  private Database database;
  private Records records;
  private Alarms alarms;
  private Inbox inbox;
  private long purgeTimerId = -1;

  /** Not yet connected. */
  public RegistryVerticle(StageContext stage, RegistryOptions options) {
    this.stage = stage;
    this.options = options;
  }

  @Override
  public Future<?> start() {
    workers = new SqlWorkers(vertx, options, stage.metrics());
    inbox = stage.bus().inbox(Role.REGISTRY);
    return workers.run(this::connect)
        .compose(v -> new RegistryRequests(records, workers, stage, alarms).bindTo(inbox).open())
        .onSuccess(v -> serve())
        .recover(failure -> workers.stop(this::closeDatabase).transform(v -> Future.failedFuture(failure)));
  }

  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.REGISTRY);
    vertx.cancelTimer(purgeTimerId);
    alarms.stop();
    return inbox.close().eventually(() -> workers.stop(this::closeDatabase));
  }

  private Void connect() {
    try {
      database = Database.open(options.url(), options.user(), options.password(), options.connections());
      records = Records.in(database, options);
      alarms = new Alarms(vertx, stage, workers, records.alarms(), options.alarms());
      return null;
    } catch (RuntimeException e) {
      throw new MeshException(MeshError.UNAVAILABLE, "cannot open the database of registry.url: " + e.getMessage(), e);
    }
  }

  private void serve() {
    alarms.start();
    purge();
    purgeTimerId = vertx.setPeriodic(PURGE_EVERY_MS, id -> purge());
    stage.metrics().gauge("mesh.registry.requests.queued", workers::queued);
    stage.directory().offer(Role.REGISTRY,
        () -> new WorkerDirectory.Load(options.queueMax(), workers.queued(), workers.load()));
  }

  private void purge() {
    long nowMs = stage.clock().unixMs();
    workers.run(() -> records.purge(nowMs, options))
        .onSuccess(rows -> LOG.debug("the daily purge forgot {} rows", rows))
        .onFailure(failure -> {
          stage.metrics().count("mesh.registry.purge.failed");
          LOG.warn("the daily purge failed and is tried again tomorrow", failure);
        });
  }

  private void closeDatabase() {
    if (database != null) {
      database.close();
    }
  }
}
