package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class DrainTest {

  private static final long LIMIT_MS = 30_000;

  private final AtomicLong nowMs = new AtomicLong();
  private final AtomicInteger leases = new AtomicInteger();
  private final Metrics metrics = Metrics.inMemory();
  private Vertx vertx;
  private Drain drain;

  private final MeshClock clock = new MeshClock() {
    @Override
    public long nowMs() {
      return nowMs.get();
    }

    @Override
    public long unixMs() {
      return nowMs.get();
    }
  };

  @BeforeEach
  void node(Vertx given) {
    vertx = given;
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    StageContext context = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    context.directory().offer(Role.TTS, () -> new Load(10, leases.get(), 0));
    drain = new Drain(vertx, context);
  }

  private void lookTwice() {
    Waiting.on(vertx.timer(150, TimeUnit.MILLISECONDS));
  }

  @Test
  void nothingHeld_endsAtOnce() {
    assertThat(drain.until(LIMIT_MS).isComplete()).isTrue();
  }

  @Test
  void leaseHeld_isWaitedForUntilItEnds() {
    leases.set(2);
    Future<Void> ended = drain.until(LIMIT_MS);
    leases.set(1);
    lookTwice();
    assertThat(ended.isComplete()).isFalse();

    leases.set(0);
    Waiting.on(ended);

    assertThat(metrics.counted("mesh.node.drain.cut")).isZero();
  }

  @Test
  void leaseThatDoesNotEnd_isCutOffAtTheLimit_andCounted() {
    leases.set(1);
    Future<Void> ended = drain.until(LIMIT_MS);
    nowMs.set(LIMIT_MS - 1);
    lookTwice();
    assertThat(ended.isComplete()).isFalse();

    nowMs.set(LIMIT_MS);
    Waiting.on(ended);

    assertThat(metrics.counted("mesh.node.drain.cut")).isEqualTo(1);
  }
}
