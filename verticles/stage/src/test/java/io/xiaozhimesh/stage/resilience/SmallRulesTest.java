package io.xiaozhimesh.stage.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallRulesTest {

  private static final GuardRules RULES =
      GuardRules.of(new Gate.Limits(10, 50, 10_000), new GuardRules.Times(5_000, 5_000, 30_000, 1_200));

  @Test
  void backoff_doublesToItsBound_withJitterOfHalf() {
    Backoff backoff = new Backoff(100, 1_000);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      assertThat(backoff.delayMs(0, random)).isBetween(50, 100);
      assertThat(backoff.delayMs(2, random)).isBetween(200, 400);
      assertThat(backoff.delayMs(60, random)).isBetween(500, 1_000);
    }
    assertThat(random.ints(50, 0, 1).map(i -> backoff.delayMs(5, random)).distinct().count()).isGreaterThan(10);
  }

  @Test
  void latencies_tellTheQuantilesOfTheLastOnes() {
    Latencies latencies = new Latencies();
    assertThat(latencies.quantile(0.5)).isEqualTo(-1);
    for (int i = 1; i <= 1_000; i++) {
      latencies.add(i);
    }
    assertThat(latencies.count()).isEqualTo(1_000);
    assertThat(latencies.quantile(0.5)).isEqualTo(1_000 - Latencies.KEPT / 2);
    assertThat(latencies.quantile(1)).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource({"401,UNAUTHENTICATED", "403,UNAUTHENTICATED", "400,BAD_REQUEST", "404,BAD_REQUEST", "429,OVERLOADED",
      "402,OVERLOADED", "500,PROVIDER_FAILED", "502,PROVIDER_FAILED", "503,UNAVAILABLE", "504,TIMEOUT",
      "302,PROVIDER_FAILED"})
  void status_isOneOfTheSet(int status, MeshError error) {
    MeshException failure = ServiceStatus.failure("the model", status, null, 0);
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure).hasMessage("the model answered with status " + status);
    assertThat(failure.retryAfterMs()).isZero();
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"-,0", "'',0", "7,7000", "0.5,500", "soon,0", "-5,0", "999999999,3600000",
      "'Sun, 06 Nov 1994 08:49:47 GMT',10000", "'Sun, 06 Nov 1994 08:49:17 GMT',0"})
  void retryAfter_isSecondsOrADate(String header, int ms) {
    long atUnixMs = 784_111_777_000L;
    assertThat(ServiceStatus.retryAfterMs(header, atUnixMs)).isEqualTo(ms);
  }

  @Test
  void rules_readOverTheDefaultsOfAStage() {
    GuardRules read = RULES.read(new OptionsReader("dialogue.resilience",
        new JsonObject().put("concurrentMax", 3).put("hedgeMs", 0).put("openMs", 1_000)));

    assertThat(read.limits()).isEqualTo(new Gate.Limits(3, 50, 10_000));
    assertThat(read.times().hedgeMs()).isZero();
    assertThat(read.breaker()).isEqualTo(new CircuitBreaker.Rules(5, 1_000));
    assertThat(RULES.read(new OptionsReader("x", new JsonObject()))).isEqualTo(RULES);
    assertThatThrownBy(() -> RULES.read(new OptionsReader("dialogue.resilience", new JsonObject().put("retries", -1))))
        .hasMessageStartingWith("dialogue.resilience.retries is -1");
  }

  @Test
  void weights_shareTheFirstPlace_andOthersKeepTheirs() {
    ManualTime time = new ManualTime();
    List<Guarded<String>> chain = List.of(
        Named.guarded("a", 3, RULES, time), Named.guarded("last", 0, RULES, time), Named.guarded("b", 1, RULES, time));
    SplittableRandom random = new SplittableRandom(11);
    int first = 0;
    for (int i = 0; i < 4_000; i++) {
      List<Guarded<String>> order = ChainOrder.of(chain, random);
      assertThat(order).hasSize(3).doesNotHaveDuplicates();
      assertThat(order.get(1).name()).isEqualTo("last");
      first += order.get(0).name().equals("a") ? 1 : 0;
    }
    assertThat(first / 4_000.0).isCloseTo(0.75, within(0.05));
  }
}
