package io.xiaozhimesh.stage.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider is a name here; what it does, the test does in its place. */
class RelayTest {

  private static final int HEDGE_MS = 1_200;
  private static final GuardRules RULES =
      GuardRules.of(new Gate.Limits(2, 4, 3_000), new GuardRules.Times(4_000, 2_000, 30_000, HEDGE_MS));

  private final ManualTime time = new ManualTime();
  private final Metrics metrics = Metrics.inMemory();
  private final RelayContext context = new RelayContext("asr", time, time, metrics, new SplittableRandom(3));
  private final Map<String, Guarded<String>> members = new LinkedHashMap<>();
  private final List<String> log = new ArrayList<>();
  private final Map<String, Relay<String>.Attempt> attempts = new LinkedHashMap<>();

  private Guarded<String> member(String name) {
    return members.computeIfAbsent(name,
        n -> Named.guarded(n, 0, RULES, time));
  }

  private Relay<String> relay(String... chain) {
    return new Relay<>(context, RULES, Arrays.stream(chain).map(this::member).toList(), Priority.INTERACTIVE,
        new Relay.Request<>() {
          @Override
          public Runnable begin(String provider, Relay<String>.Attempt attempt) {
            log.add("ask " + provider);
            attempts.put(provider, attempt);
            if (provider.equals("throws")) {
              throw new IllegalStateException("a defect");
            } else if (provider.equals("full")) {
              throw new MeshException(MeshError.OVERLOADED, "full");
            }
            return () -> log.add("stop " + provider);
          }

          @Override
          public void failed(MeshException failure, String heard) {
            log.add("failed " + failure.error() + (heard.isEmpty() ? "" : " after " + heard));
          }
        });
  }

  private void fail(String name, MeshError error) {
    attempts.get(name).failed(new MeshException(error, "as the test wants"));
  }

  private Guarded.Status status(String name) {
    return member(name).status(time.nowMs());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    attempts.values().forEach(a -> assertThat(a.output() && a.completed()).isFalse());
    assertThat(time.pending()).as("timers").isZero();
    members.values().forEach(m -> assertThat(m.status(time.nowMs()).running()).as(m.name()).isZero());
  }

  @Test
  void firstAnswers_nobodyElseIsAsked() {
    relay("a", "b").start();
    time.pass(300);
    assertThat(attempts.get("a").output()).isTrue();
    assertThat(attempts.get("a").completed()).isTrue();

    assertThat(log).containsExactly("ask a");
    assertThat(status("a").succeeded()).isEqualTo(1);
    assertThat(status("a").firstP50Ms()).isEqualTo(300);
  }

  @Test
  void failureBeforeTheFirstOutput_handsOverAtOnce() {
    relay("a", "throws", "full", "b").start();
    fail("a", MeshError.PROVIDER_FAILED);
    attempts.get("b").completed();

    assertThat(log).containsExactly("ask a", "ask throws", "ask full", "ask b");
    assertThat(status("a").lastFailure()).isEqualTo("PROVIDER_FAILED: as the test wants");
    assertThat(status("throws").lastFailure()).isEqualTo("PROVIDER_FAILED: the provider threw IllegalStateException");
  }

  @Test
  void endOfTheChain_thoseThatMayDoBetterAreAskedAgain_afterAWait() {
    relay("a", "b").start();
    fail("a", MeshError.UNAVAILABLE);
    fail("b", MeshError.BAD_REQUEST);
    assertThat(log).containsExactly("ask a", "ask b");
    time.pass(100);
    fail("a", MeshError.UNAVAILABLE);
    time.pass(200);
    fail("a", MeshError.UNAVAILABLE);

    assertThat(log).containsExactly("ask a", "ask b", "ask a", "ask a", "failed UNAVAILABLE");
  }

  @Test
  void oneRequestThatFailsAgainAndAgain_countsOnceForTheBreaker() {
    for (int i = 1; i < GuardRules.DEFAULT_ERRORS_MAX; i++) {
      relay("a").start();
      for (int round = 0; round < 3; round++) {
        fail("a", MeshError.PROVIDER_FAILED);
        time.pass(1_000);
      }
    }
    assertThat(status("a").state()).isEqualTo("closed");
    relay("a").start();
    fail("a", MeshError.PROVIDER_FAILED);
    assertThat(status("a").state()).isEqualTo("open");
    time.pass(1_000);
    assertThat(log).endsWith("failed PROVIDER_FAILED");
  }

  @Test
  void retryAfter_isWaitedFor_whenItIsShort_andTheBreakerHonoursIt() {
    relay("a").start();
    attempts.get("a").failed(new MeshException(MeshError.OVERLOADED, "x").retryAfterMs(800));
    time.pass(799);
    assertThat(log).containsExactly("ask a");
    time.pass(1);
    attempts.get("a").failed(new MeshException(MeshError.OVERLOADED, "x").retryAfterMs(60_000));

    assertThat(log).containsExactly("ask a", "ask a", "failed OVERLOADED");
    relay("a").start();
    assertThat(log).endsWith("failed UNAVAILABLE").hasSize(4);
  }

  @Test
  void silence_bringsCompany_andWhoSoundsFirstGoesOnAlone() {
    relay("a", "b").start();
    time.pass(HEDGE_MS);
    assertThat(log).containsExactly("ask a", "ask b");
    assertThat(attempts.get("b").output()).isTrue();
    assertThat(log).endsWith("stop a");
    assertThat(attempts.get("a").output()).isFalse();
    assertThat(attempts.get("b").completed()).isTrue();

    assertThat(status("a").lastFailure()).startsWith("TIMEOUT: slower than");
    assertThat(status("b").succeeded()).isEqualTo(1);
  }

  @Test
  void theSlowOneMayStillWin_andItsCompanyIsNotToBlame() {
    relay("a", "b").start();
    time.pass(HEDGE_MS + 100);
    assertThat(attempts.get("a").completed()).isTrue();

    assertThat(log).containsExactly("ask a", "ask b", "stop b");
    assertThat(status("b").failed()).isZero();
  }

  @Test
  void alwaysSlow_opensTheBreaker_andIsAskedNoMore() {
    for (int i = 0; i < GuardRules.DEFAULT_ERRORS_MAX; i++) {
      relay("a", "b").start();
      time.pass(HEDGE_MS);
      attempts.get("b").completed();
    }
    log.clear();
    relay("a", "b").start();
    attempts.get("b").completed();

    assertThat(log).containsExactly("ask b");
    assertThat(status("a").state()).isEqualTo("open");
    assertThat(status("a").opensInMs()).isEqualTo(GuardRules.DEFAULT_OPEN_MS);
  }

  @Test
  void nobodyAnswers_deadlinesEndIt() {
    relay("a", "b").start();
    time.pass(4_000);
    assertThat(log).containsExactly("ask a", "ask b", "stop a");
    time.pass(HEDGE_MS);

    assertThat(log).containsExactly("ask a", "ask b", "stop a", "failed TIMEOUT", "stop b");
  }

  @Test
  void outputThenFailureSilenceOrNoEnd_isTheRequestsFailure() {
    relay("a", "b").start();
    attempts.get("a").output();
    fail("a", MeshError.PROVIDER_FAILED);
    relay("a", "b").start();
    attempts.get("a").output();
    time.pass(2_000);
    relay("a", "b").start();
    for (int i = 0; i < 31; i++) {
      attempts.get("a").output();
      time.pass(1_000);
    }

    assertThat(log).containsExactly("ask a", "failed PROVIDER_FAILED after a", "ask a", "failed TIMEOUT after a",
        "stop a", "ask a", "failed TIMEOUT after a", "stop a");
  }

  @Test
  void unwatched_hasNoDeadlines_untilTheRequestIsComplete() {
    Relay<String> relay = relay("a", "b");
    relay.startUnwatched();
    time.pass(20_000);
    assertThat(log).containsExactly("ask a");
    relay.watch();
    time.pass(HEDGE_MS);
    attempts.get("b").completed();

    assertThat(log).containsExactly("ask a", "ask b", "stop a");
    assertThat(status("b").firstP50Ms()).isZero();
  }

  @Test
  void cancelled_everybodyStops_andNobodyIsToBlame() {
    Relay<String> relay = relay("a", "b");
    relay.start();
    time.pass(HEDGE_MS);
    relay.cancel();
    fail("a", MeshError.PROVIDER_FAILED);

    assertThat(log).containsExactly("ask a", "ask b", "stop a", "stop b");
    assertThat(status("a").failed()).isZero();
    assertThat(relay.isOver()).isTrue();
    Relay<String> waiting = relay("a");
    waiting.start();
    fail("a", MeshError.UNAVAILABLE);
    waiting.cancel();
    time.pass(10_000);
    assertThat(log).hasSize(5);
  }

  @Test
  void limit_othersWait_andTheNextOfTheChainIsAskedInTheirPlace() {
    relay("a").start();
    Relay<String>.Attempt first = attempts.get("a");
    relay("a").start();
    Relay<String>.Attempt second = attempts.get("a");
    relay("a", "local b").start();
    assertThat(status("a").running()).isEqualTo(2);
    assertThat(status("a").queued()).isEqualTo(1);
    time.pass(HEDGE_MS);
    assertThat(log).containsExactly("ask a", "ask a", "ask local b");
    attempts.get("local b").completed();
    assertThat(status("a").queued()).isZero();
    first.completed();
    second.completed();

    assertThat(status("a").succeeded()).isEqualTo(2);
    assertThat(status("a").failed()).isZero();
  }

  @Test
  void local_isNeitherLimitedNorLeftAlone_norAskedAgain() {
    for (int i = 0; i < 10; i++) {
      relay("local a").start();
      fail("local a", MeshError.PROVIDER_FAILED);
    }
    assertThat(log).hasSize(20).endsWith("ask local a", "failed PROVIDER_FAILED");
    assertThat(status("local a").state()).isEqualTo("closed");
  }

  @Test
  void emptyChain_fails() {
    relay().start();

    assertThat(log).containsExactly("failed UNAVAILABLE");
  }

  @Test
  void retiredProvider_isClosedWhenItsLastCallHasEnded() {
    relay("a").start();
    member("a").retire(() -> log.add("close a"));
    assertThat(log).containsExactly("ask a");
    attempts.get("a").completed();

    assertThat(log).containsExactly("ask a", "close a");
  }
}
