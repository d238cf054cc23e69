package io.xiaozhimesh.stage.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProviderSetTest {

  private static final int PROBE_MS = 30_000;
  private static final GuardRules RULES =
      GuardRules.of(new Gate.Limits(1, 1, 1_000), new GuardRules.Times(1_000, 1_000, 1_000, 0));

  private final ManualTime time = new ManualTime();
  private final List<String> closed = new ArrayList<>();
  private final ProviderSet<String> set = new ProviderSet<>(closed::add);

  private Guarded<String> member(String name) {
    return Named.guarded(name, 0, RULES, time);
  }

  @Test
  void replaced_keepsWhoStays_andClosesWhoGoes_afterTheirLastCall() {
    Guarded<String> staying = member("staying");
    Guarded<String> busy = member("busy");
    set.install(List.of(staying, member("idle"), busy), List.of("busy", "staying"));
    busy.used();
    set.install(List.of(staying, member("new")), List.of("new", "staying", "nobody"));

    assertThat(closed).containsExactly("idle");
    assertThat(set.chain(set.order())).extracting(Guarded::name).containsExactly("new", "staying");
    assertThat(set.find("staying")).containsSame(staying);
    busy.unused();
    assertThat(closed).containsExactly("idle", "busy");
  }

  @Test
  void made_reusesWhatIsDescribedInTheSameWay() {
    Guarded<String> same = member("same");
    List<Guarded<String>> made = set.make(
        List.of(Named.spec("same", 0), Named.spec("other", 0), Named.spec("absent", 0)), List.of(same, member("x")),
        spec -> spec.name().equals("absent") ? Optional.empty() : Optional.of(member(spec.name())));

    assertThat(made).hasSize(2).startsWith(same);
    assertThat(set.make(List.of(Named.spec("same", 5)), List.of(same), spec -> Optional.of(member("same"))))
        .doesNotContain(same);
  }

  @Test
  void oneCannotBeMade_whatWasMadeIsReleased_andWhoWasThereIsNot() {
    assertThatThrownBy(() -> set.make(List.of(Named.spec("same", 0), Named.spec("a", 0), Named.spec("b", 0)),
        List.of(member("same")), spec -> {
          if (spec.name().equals("b")) {
            throw new IllegalArgumentException("b is wrong");
          }
          return Optional.of(member(spec.name()));
        })).hasMessage("b is wrong");

    assertThat(closed).containsExactly("a");
  }

  @Test
  void probe_ofAnOpenBreaker_letsTheNextCallThrough_whenItGoesWell() {
    Guarded<String> dead = member("dead");
    Guarded<String> patient = member("patient");
    set.install(List.of(dead, member("well"), patient), List.of());
    for (int i = 0; i < GuardRules.DEFAULT_ERRORS_MAX; i++) {
      dead.failed(new MeshException(MeshError.TIMEOUT, "x"), time.nowMs(), false);
    }
    patient.failed(new MeshException(MeshError.OVERLOADED, "x").retryAfterMs(200_000), time.nowMs(), false);
    List<String> probed = new ArrayList<>();
    List<Consumer<MeshException>> outcomes = new ArrayList<>();
    HealthProbes<String> probes = new HealthProbes<>(
        new RelayContext("asr", time, time, Metrics.inMemory(), new SplittableRandom(1)), set, PROBE_MS, (name, outcome) -> {
          probed.add(name);
          outcomes.add(outcome);
        });
    probes.start();
    time.pass(2 * PROBE_MS);
    assertThat(probed).containsExactly("dead");
    outcomes.get(0).accept(new MeshException(MeshError.TIMEOUT, "still"));
    assertThat(dead.mayBeAsked(time.nowMs())).isFalse();
    time.pass(PROBE_MS);
    outcomes.get(1).accept(null);

    assertThat(dead.mayBeAsked(time.nowMs())).isTrue();
    time.pass(PROBE_MS);
    assertThat(probed).containsExactly("dead", "dead");
    probes.stop();
    assertThat(time.pending()).isZero();
  }
}
