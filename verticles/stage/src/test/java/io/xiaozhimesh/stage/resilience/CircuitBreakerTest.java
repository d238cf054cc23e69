package io.xiaozhimesh.stage.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.resilience.CircuitBreaker.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitBreakerTest {

  private static final int OPEN_MS = 300_000;

  private final CircuitBreaker breaker = new CircuitBreaker(new CircuitBreaker.Rules(3, OPEN_MS));

  private void fail(MeshError error, long nowMs) {
    assertThat(breaker.tryEnter(nowMs)).isTrue();
    breaker.failed(new MeshException(error, "x"), nowMs);
  }

  @Test
  void errorsInARow_openIt_untilItsTimeIsOver() {
    fail(MeshError.TIMEOUT, 0);
    fail(MeshError.PROVIDER_FAILED, 0);
    assertThat(breaker.state(0)).isEqualTo(State.CLOSED);
    fail(MeshError.UNAVAILABLE, 10);

    assertThat(breaker.state(10)).isEqualTo(State.OPEN);
    assertThat(breaker.tryEnter(10 + OPEN_MS - 1)).isFalse();
    assertThat(breaker.opensInMs(10)).isEqualTo(OPEN_MS);
    assertThat(breaker.state(10 + OPEN_MS)).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void successBetweenErrors_beginsTheCountAnew() {
    fail(MeshError.TIMEOUT, 0);
    fail(MeshError.TIMEOUT, 0);
    breaker.succeeded();
    fail(MeshError.TIMEOUT, 0);
    fail(MeshError.TIMEOUT, 0);

    assertThat(breaker.state(0)).isEqualTo(State.CLOSED);
  }

  @Test
  void halfOpen_letsOneThroughAtATime_whoseOutcomeDecides() {
    for (int i = 0; i < 3; i++) {
      fail(MeshError.TIMEOUT, 0);
    }
    assertThat(breaker.tryEnter(OPEN_MS)).isTrue();
    assertThat(breaker.tryEnter(OPEN_MS)).isFalse();
    breaker.failed(new MeshException(MeshError.TIMEOUT, "x"), OPEN_MS);
    assertThat(breaker.state(OPEN_MS)).isEqualTo(State.OPEN);

    assertThat(breaker.tryEnter(2 * OPEN_MS)).isTrue();
    breaker.released();
    assertThat(breaker.tryEnter(2 * OPEN_MS)).isTrue();
    breaker.succeeded();
    assertThat(breaker.state(2 * OPEN_MS)).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(value = MeshError.class, names = {"BAD_REQUEST", "CANCELLED"})
  void whatTheCallerIsToBlameFor_doesNotCount(MeshError error) {
    for (int i = 0; i < 10; i++) {
      fail(error, 0);
    }
    assertThat(breaker.state(0)).isEqualTo(State.CLOSED);
  }

  @Test
  void refusedKey_opensAtOnce() {
    fail(MeshError.UNAUTHENTICATED, 0);

    assertThat(breaker.state(0)).isEqualTo(State.OPEN);
  }

  @Test
  void retryAfter_isHonoured_withinReason_andNotProbed() {
    assertThat(breaker.tryEnter(0)).isTrue();
    breaker.failed(new MeshException(MeshError.OVERLOADED, "x").retryAfterMs(7_000), 0);
    assertThat(breaker.opensInMs(0)).isEqualTo(7_000);
    assertThat(breaker.wantsProbe(1)).isFalse();
    assertThat(breaker.tryEnter(6_999)).isFalse();
    assertThat(breaker.tryEnter(7_000)).isTrue();

    breaker.failed(new MeshException(MeshError.OVERLOADED, "x").retryAfterMs(3_600_000), 7_000);
    assertThat(breaker.opensInMs(7_000)).isEqualTo(OPEN_MS);
  }

  @Test
  void goodProbe_letsTheNextCallThrough() {
    for (int i = 0; i < 3; i++) {
      fail(MeshError.TIMEOUT, 0);
    }
    assertThat(breaker.wantsProbe(1)).isTrue();
    breaker.probed();

    assertThat(breaker.wantsProbe(1)).isFalse();
    assertThat(breaker.tryEnter(1)).isTrue();
    breaker.succeeded();
    breaker.probed();
    assertThat(breaker.state(1)).isEqualTo(State.CLOSED);
  }
}
