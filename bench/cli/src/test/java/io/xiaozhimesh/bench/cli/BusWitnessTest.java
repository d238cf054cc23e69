package io.xiaozhimesh.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.Metrics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 10, timeUnit = TimeUnit.SECONDS)
class BusWitnessTest {

  private MeshBus bus;
  private BusWitness witness;

  @BeforeEach
  void listen(Vertx vertx) {
    bus = new MeshBus(vertx, "node", Metrics.inMemory());
    witness = new BusWitness(vertx, bus);
  }

  private void ended(String session, int turn, String outcome) {
    bus.publish(Addresses.TURNS, new TurnEnded(new TurnRef(session, turn, 1), true, outcome, 402, 31, 2, 3, 12, -1, 35, 0,
        "intent", List.of("current_time")));
  }

  @Test
  void turnEndedLater_wait_isAnsweredAndWaterfallSkipsWhatDidNotHappen(VertxTestContext test) {
    witness.next("s").onComplete(test.succeeding(turn -> test.verify(() -> {
      Waterfall waterfall = Waterfall.of(turn.orElseThrow());
      assertThat(waterfall.json().getInteger("endpoint")).isEqualTo(402);
      assertThat(waterfall.json().getValue("firstFrame")).isNull();
      assertThat(waterfall.line())
          .isEqualTo("endpoint 402 · asrFinal 31 · firstToken 2 · firstSentence 3 · firstAudio 12");
      test.completeNow();
    })));
    ended("other", 1, "played");
    ended("s", 1, "nothing_heard");
    ended("s", 2, "played");
  }

  @Test
  void turnsEndedBefore_areGiven_inOrder(Vertx vertx, VertxTestContext test) {
    ended("s", 1, "played");
    ended("s", 2, "interrupted");
    vertx.timer(50, TimeUnit.MILLISECONDS)
        .compose(v -> witness.next("s"))
        .compose(first -> {
          test.verify(() -> assertThat(first.orElseThrow().ref().turnId()).isEqualTo(1));
          return witness.next("s");
        })
        .onComplete(test.succeeding(second -> test.verify(() -> {
          assertThat(second.orElseThrow().ref().turnId()).isEqualTo(2);
          test.completeNow();
        })));
  }

  @Test
  void silentServer_wait_endsEmpty(VertxTestContext test) {
    witness.next("s").onComplete(test.succeeding(turn -> test.verify(() -> {
      assertThat(turn).isEmpty();
      test.completeNow();
    })));
  }
}
