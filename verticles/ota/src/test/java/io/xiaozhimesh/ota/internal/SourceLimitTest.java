package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceLimitTest {

  private final SourceLimit limit = new SourceLimit(2, 3, 4);

  private long allowed(String address, int requests, long nowMs) {
    return IntStream.range(0, requests).filter(i -> limit.allows(address, nowMs)).count();
  }

  @Test
  void burst_asked_isAllowedAndThenRefused() {
    assertThat(allowed("a", 10, 0)).isEqualTo(3);
  }

  @Test
  void emptyBucket_afterAWhile_hasWhatFlowedInAndNeverMoreThanTheBurst() {
    allowed("a", 10, 0);

    assertThat(allowed("a", 10, 500)).isEqualTo(1);
    assertThat(allowed("a", 10, 1_500)).isEqualTo(2);
    assertThat(allowed("a", 10, 1_000_000)).isEqualTo(3);
  }

  @Test
  void otherAddress_asked_hasItsOwnBucket() {
    allowed("a", 10, 0);

    assertThat(allowed("b", 10, 0)).isEqualTo(3);
  }

  @Test
  void manyAddresses_asked_areRememberedUpToTheBound() {
    IntStream.range(0, 100).forEach(i -> limit.allows("address-" + i, 0));

    assertThat(limit.addresses()).isEqualTo(4);
  }

  @Test
  void noLimit_asked_allowsEverything() {
    SourceLimit none = new SourceLimit(0, 1, 1);

    assertThat(IntStream.range(0, 100).allMatch(i -> none.allows("a", 0))).isTrue();
    assertThat(none.addresses()).isZero();
  }
}
