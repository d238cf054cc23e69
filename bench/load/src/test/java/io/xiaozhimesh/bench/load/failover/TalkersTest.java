package io.xiaozhimesh.bench.load.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.load.engines.SlowLookup;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's people and its judgement, against a whole mesh in this JVM in which nobody is struck. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class TalkersTest {

  private static final int TURNS = 2;
  /** Under it one of the first two questions calls the tool. */
  private static final long SEED = 4;

  @TempDir
  private Path folder;

  @Test
  void nobodyIsStruck_everyTurnIsSpotless_withAndWithoutTool(Vertx clients) throws Exception {
    RunningMesh mesh = Waiting.on(RunningMesh.start(Workers.engines()
        .put("auth", new JsonObject().put("key", "a-key-of-this-test-and-of-nothing-else"))
        .put("node", new JsonObject().put("managementPort", -1))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("port", 0)))
        .put("ota", new JsonObject().put("port", 0))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:talkers;DB_CLOSE_DELAY=-1"))));
    Leases leases = new Leases(folder);
    leases.watch(mesh.vertx());
    BlockingQueue<Talker.Talked> talked = new LinkedBlockingQueue<>();
    DeviceNetwork sockets = new DeviceNetwork(clients, 1);
    DeviceConfig config = DeviceConfig.of(mesh.wsUrl(), DeviceIdentity.numbered(1));
    Talker talker = new Talker(clients, () -> Future.succeededFuture(sockets.device(config)), leases, SEED, talked::add);

    talker.begin();
    List<Talker.Talked> turns = new ArrayList<>();
    while (turns.size() < TURNS || turns.stream().noneMatch(Talker.Talked::tool)) {
      turns.add(talked.poll(60, TimeUnit.SECONDS));
    }
    talker.stop();

    assertThat(turns).allMatch(turn -> turn.verdict().spotless());
    Waiting.on(sockets.close());
    Waiting.on(mesh.stop());
  }
}
