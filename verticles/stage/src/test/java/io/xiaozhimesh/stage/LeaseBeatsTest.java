package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class LeaseBeatsTest {

  private final Map<String, Collection<String>> leases = new ConcurrentHashMap<>();
  private final BlockingQueue<LeasesAlive> heard = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private StageContext context;
  private String owner;

  @BeforeEach
  void create(Vertx given) throws Exception {
    vertx = given;
    Metrics metrics = Metrics.inMemory();
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    context = new StageContext(bus, new WorkerDirectory(bus, MeshClock.system(), "0"), MeshClock.system(), metrics);
    Inbox inbox = bus.inbox(Role.INGRESS).on(LeasesAlive.class, heard::add);
    owner = inbox.address();
    inbox.open().toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }

  @Test
  void worker_withLeases_tellsTheirOwnerAgainAndAgain() throws Exception {
    leases.put(owner, List.of("s1", "s2"));
    LeaseBeats beats = LeaseBeats.start(vertx, context, Role.ASR, "asr.w.n1", () -> leases);

    assertThat(heard.take()).isEqualTo(new LeasesAlive(Role.ASR, "asr.w.n1", List.of("s1", "s2")));
    leases.put(owner, List.of("s2"));
    LeasesAlive later = heard.take();
    while (later.sessionIds().size() == 2) {
      later = heard.take();
    }
    assertThat(later.sessionIds()).containsExactly("s2");
    beats.stop();
  }

  @Test
  void worker_withoutLeases_saysNothing() throws Exception {
    LeaseBeats silent = LeaseBeats.start(vertx, context, Role.TTS, "tts.w.n1", () -> leases);
    LeaseBeats other = LeaseBeats.start(vertx, context, Role.ASR, "asr.w.n1", () -> Map.of(owner, List.of("s1")));

    assertThat(heard.take().role()).isEqualTo(Role.ASR);
    assertThat(heard.take().role()).isEqualTo(Role.ASR);
    silent.stop();
    other.stop();
  }
}
