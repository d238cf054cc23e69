package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.remote.RemoteHttp;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.concurrent.atomic.AtomicLong;

/** What built-in tools stand on, in tests. */
public final class Grounds {

  /** Somebody who speaks English. */
  public static final ToolCaller ENGLISH = caller("en-US");
  /** Somebody who speaks Mandarin. */
  public static final ToolCaller MANDARIN = caller("zh-CN");

  private Grounds() {
  }

  private static ToolCaller caller(String language) {
    return new ToolCaller(new TurnRef("s", 1, 1), "aa:bb", "", language, 5_000, "key", late -> { });
  }

  /** A clock that stands still, for tools that ask nobody. */
  static ToolGround at(long unixMs) {
    return at(new AtomicLong(unixMs));
  }

  /** A clock that stands at what the test says, for tools that ask nobody. */
  public static ToolGround at(AtomicLong timeMs) {
    StageContext stage = new StageContext(null, null, clock(timeMs), Metrics.inMemory());
    return new ToolGround(stage, null, (tool, arguments, caller) ->
        Future.succeededFuture(new ToolResult(ToolResultKind.THINK, "no device", true)));
  }

  /** Real bus, real HTTP, and a clock that stands at what the test says. */
  public static ToolGround real(Vertx vertx, AtomicLong timeMs) {
    Metrics metrics = Metrics.inMemory();
    MeshClock clock = clock(timeMs);
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    StageContext stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    return new ToolGround(stage, new RemoteHttp(vertx, metrics), (tool, arguments, caller) ->
        Future.succeededFuture(new ToolResult(ToolResultKind.THINK, "no device", true)));
  }

  private static MeshClock clock(AtomicLong timeMs) {
    return new MeshClock() {
      @Override
      public long nowMs() {
        return timeMs.get();
      }

      @Override
      public long unixMs() {
        return timeMs.get();
      }
    };
  }
}
