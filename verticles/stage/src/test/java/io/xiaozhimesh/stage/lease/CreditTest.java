package io.xiaozhimesh.stage.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CreditTest {

  private final CreditWindow window = new CreditWindow();
  private final CreditGrant grant = new CreditGrant(8);

  @Test
  void window_withoutGrant_isClosed() {
    assertThat(window.isOpen()).isFalse();
    assertThatThrownBy(window::take).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void window_numbersFromZeroUpToTheGrant() {
    window.grant(2);
    assertThat(window.take()).isZero();
    assertThat(window.take()).isEqualTo(1);
    assertThat(window.isOpen()).isFalse();
    assertThat(window.sent()).isEqualTo(2);
  }

  @Test
  void window_olderGrantArrivesLate_takesNothingBack() {
    window.grant(5);
    window.grant(2);
    for (int i = 0; i < 5; i++) {
      assertThat(window.take()).isEqualTo(i);
    }
    assertThat(window.isOpen()).isFalse();
  }

  @Test
  void grant_smallerThanAStep_isNotWorthAMessage() {
    assertThat(grant.begin(0, 50)).isEqualTo(50);
    assertThat(grant.allow(57)).isEmpty();
    assertThat(grant.allow(58)).hasValue(58);
    assertThat(grant.allow(65)).isEmpty();
  }

  @Test
  void grant_nextSender_countsFromZeroAgain() {
    grant.begin(0, 50);
    assertThat(grant.begin(30, 50)).isEqualTo(20);
    assertThat(grant.allow(60)).hasValue(30);
  }

  @Test
  void grant_nextSenderWhileMoreIsThereThanWanted_beginsWithNothing() {
    assertThat(grant.begin(60, 50)).isZero();
    assertThat(grant.allow(60)).isEmpty();
    assertThat(grant.allow(68)).hasValue(8);
  }
}
