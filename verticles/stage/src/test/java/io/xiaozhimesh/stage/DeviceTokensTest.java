package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceTokens.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTokensTest {

  private static final byte[] KEY = "test-secret".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW_KEY = "new-secret".getBytes(StandardCharsets.UTF_8);
  private static final String CLIENT = "8f3e0f3a-5b0c-4c1e-9a55-0d3a1f5c7b21";
  private static final DeviceId DEVICE = new DeviceId("aa:bb:cc:dd:ee:ff");
  private static final String VECTOR = "3JpMop_hawVftRPM6TM7wbqZOP-1EhJ6p2hnshwzp80.1700000000";
  private static final long VECTOR_MS = 1_700_000_000_000L;
  private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

  private final DeviceTokens tokens = new DeviceTokens(List.of(KEY), DeviceTokens.DEFAULT_VALIDITY_DAYS);

  @Test
  void publishedVector_signed_isThatToken() {
    assertThat(DeviceTokens.sign(KEY, CLIENT, DEVICE, 1_700_000_000L)).isEqualTo(VECTOR);
  }

  @ParameterizedTest
  @ValueSource(strings = {VECTOR, "Bearer " + VECTOR, "bearer  " + VECTOR, "  Bearer " + VECTOR + " "})
  void validToken_withAndWithoutBearer_isValid(String sent) {
    assertThat(tokens.verify(sent, CLIENT, DEVICE, VECTOR_MS)).isEqualTo(Verdict.VALID);
  }

  @Test
  void issuedToken_onTheSameDay_isTheSameAndOnTheNextAnother() {
    long midnightMs = VECTOR_MS - Math.floorMod(VECTOR_MS, DAY_MS);

    String first = tokens.issue(CLIENT, DEVICE, midnightMs);

    assertThat(tokens.issue(CLIENT, DEVICE, midnightMs + DAY_MS - 1)).isEqualTo(first);
    assertThat(tokens.issue(CLIENT, DEVICE, midnightMs + DAY_MS)).isNotEqualTo(first);
  }

  @Test
  void tokenIssuedLateInTheDay_thirtyDaysLater_isStillValidAndExpiresWithinTwoMore() {
    long lateMs = VECTOR_MS - Math.floorMod(VECTOR_MS, DAY_MS) + DAY_MS - 1;
    String token = tokens.issue(CLIENT, DEVICE, lateMs);

    assertThat(tokens.verify(token, CLIENT, DEVICE, lateMs + 30 * DAY_MS)).isEqualTo(Verdict.VALID);
    assertThat(tokens.verify(token, CLIENT, DEVICE, lateMs + 32 * DAY_MS)).isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void tokenOfAnotherDeviceOrClient_verified_isForged() {
    assertThat(tokens.verify(VECTOR, CLIENT, new DeviceId("aa:bb:cc:dd:ee:00"), VECTOR_MS)).isEqualTo(Verdict.FORGED);
    assertThat(tokens.verify(VECTOR, "other", DEVICE, VECTOR_MS)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void timeStampMovedForward_verified_isForged() {
    String moved = VECTOR.replace("1700000000", "1800000000");

    assertThat(tokens.verify(moved, CLIENT, DEVICE, VECTOR_MS)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void clockOfTheIssuerAhead_withinTheSkew_isValidAndBeyondNot() {
    assertThat(tokens.verify(VECTOR, CLIENT, DEVICE, VECTOR_MS - 7_200_000)).isEqualTo(Verdict.VALID);
    assertThat(tokens.verify(VECTOR, CLIENT, DEVICE, VECTOR_MS - 7_201_000)).isEqualTo(Verdict.EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "Basic abc", VECTOR + ".1", "." + VECTOR, VECTOR + "0000000000000", "Bearer x"})
  void otherText_verified_isMalformed(String sent) {
    assertThat(tokens.verify(sent, CLIENT, DEVICE, VECTOR_MS)).isEqualTo(Verdict.MALFORMED);
  }

  @Test
  void noToken_verified_isMissing() {
    assertThat(tokens.verify(null, CLIENT, DEVICE, VECTOR_MS)).isEqualTo(Verdict.MISSING);
    assertThat(tokens.verify(" ", CLIENT, DEVICE, VECTOR_MS)).isEqualTo(Verdict.MISSING);
  }

  @Test
  void keyRotated_oldTokenVerified_isValidUntilTheOldKeyGoes() {
    DeviceTokens rotated = new DeviceTokens(List.of(NEW_KEY, KEY), 30);
    DeviceTokens after = new DeviceTokens(List.of(NEW_KEY), 30);

    assertThat(rotated.verify(VECTOR, CLIENT, DEVICE, VECTOR_MS)).isEqualTo(Verdict.VALID);
    assertThat(after.verify(rotated.issue(CLIENT, DEVICE, VECTOR_MS), CLIENT, DEVICE, VECTOR_MS))
        .isEqualTo(Verdict.VALID);
    assertThat(after.verify(VECTOR, CLIENT, DEVICE, VECTOR_MS)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void noKeyOrEmptyKey_constructed_isRefused() {
    assertThatThrownBy(() -> new DeviceTokens(List.of(), 30)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeviceTokens(List.of(new byte[0]), 30)).isInstanceOf(IllegalArgumentException.class);
  }
}
