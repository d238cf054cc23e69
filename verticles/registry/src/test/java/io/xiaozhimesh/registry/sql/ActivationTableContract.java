package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.ActivationState;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.registry.internal.ActivationCodes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ActivationTableContract extends StoreContract {

  private static final long LIFE_MS = 600_000;
  private static final int PENDING_MAX = 40;

  private ActivationTable activations;
  private DeviceTable devices;

  @BeforeEach
  void table() {
    devices = new DeviceTable(database, 1_000);
    activations = new ActivationTable(database, devices, new ActivationCodes(), LIFE_MS, PENDING_MAX);
  }

  private int rows() {
    return database.call(c -> Statements.first(c, "SELECT COUNT(*) FROM activation", row -> row.getInt(1))).orElse(-1);
  }

  @Test
  void unboundDevice_asked_hasASixDigitCodeAndAChallenge() {
    ActivationState state = activations.state(DEVICE, NOW_MS);

    assertThat(state.bound()).isFalse();
    assertThat(state.code()).matches("[0-9]{6}");
    assertThat(state.challenge()).matches("[0-9a-f]{32}");
    assertThat(state.expiresAtMs()).isEqualTo(NOW_MS + LIFE_MS);
  }

  @Test
  void unboundDevice_askedAgainWithinTheLife_hasTheSameCodeAndNoSecondRow() {
    ActivationState first = activations.state(DEVICE, NOW_MS);

    assertThat(activations.state(DEVICE, NOW_MS + LIFE_MS - 1)).isEqualTo(first);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void codeExpired_asked_isAnotherOneAndTheOldBindsNothing() {
    ActivationState first = activations.state(DEVICE, NOW_MS);

    ActivationState second = activations.state(DEVICE, NOW_MS + LIFE_MS);

    assertThat(second.challenge()).isNotEqualTo(first.challenge());
    assertThat(rows()).isEqualTo(1);
    if (!first.code().equals(second.code())) {
      assertThat(activations.bind(first.code(), "Mei", NOW_MS + LIFE_MS)).isEmpty();
    }
  }

  @Test
  void manyDevices_asked_haveDifferentCodes() {
    Set<String> codes = IntStream.range(0, PENDING_MAX)
        .mapToObj(i -> activations.state("device-" + i, NOW_MS).code()).collect(Collectors.toSet());

    assertThat(codes).hasSize(PENDING_MAX);
  }

  @Test
  void pendingCodesAtTheBound_oneMoreAsked_isRefusedAsOverloadedUntilTheyExpire() {
    IntStream.range(0, PENDING_MAX).forEach(i -> activations.state("device-" + i, NOW_MS));

    assertThatThrownBy(() -> activations.state(DEVICE, NOW_MS)).isInstanceOf(MeshException.class)
        .extracting(e -> ((MeshException) e).error()).isEqualTo(MeshError.OVERLOADED);
    assertThat(activations.state("device-0", NOW_MS).code()).isNotEmpty();
    assertThat(activations.state(DEVICE, NOW_MS + LIFE_MS).code()).isNotEmpty();
  }

  @Test
  void oneDevice_askedByManyAtOnce_hasOneCode() {
    List<ActivationState> states = IntStream.range(0, 32).parallel()
        .mapToObj(i -> activations.state(DEVICE, NOW_MS)).distinct().toList();

    assertThat(states).hasSize(1);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void validCode_bound_givesTheDeviceItsOwnerOnce() {
    devices.seen(new DeviceSeen(DEVICE, "client", "2.4.2", "board", NOW_MS - 9));
    String code = activations.state(DEVICE, NOW_MS).code();

    DeviceProfile profile = activations.bind(code, "Mei", NOW_MS + 1).orElseThrow();

    assertThat(profile).isEqualTo(new DeviceProfile(DEVICE, "", "Mei", true, "2.4.2", NOW_MS - 9, NOW_MS - 9));
    assertThat(activations.state(DEVICE, NOW_MS + 2)).isEqualTo(new ActivationState(true, "", "", 0));
    assertThat(activations.bind(code, "Wang", NOW_MS + 3)).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void deviceNeverSeen_bound_isKnownAfterwards() {
    String code = activations.state(DEVICE, NOW_MS).code();

    activations.bind(code, "Mei", NOW_MS);

    assertThat(devices.find(DEVICE)).get().extracting(DeviceProfile::owner).isEqualTo("Mei");
  }

  @Test
  void oneCode_boundByManyAtOnce_hasOneOwner() {
    String code = activations.state(DEVICE, NOW_MS).code();

    long owners = IntStream.range(0, 16).parallel()
        .filter(i -> activations.bind(code, "owner-" + i, NOW_MS).isPresent()).count();

    assertThat(owners).isEqualTo(1);
  }

  @Test
  void unknownOrExpiredCode_bound_isEmpty() {
    String code = activations.state(DEVICE, NOW_MS).code();

    assertThat(activations.bind(code, "Mei", NOW_MS + LIFE_MS)).isEmpty();
    assertThat(activations.bind("x' OR '1'='1", "Mei", NOW_MS)).isEmpty();
  }

  @Test
  void expiredCodes_erased_leaveTheValidOnes() {
    activations.state(DEVICE, NOW_MS);
    activations.state(OTHER, NOW_MS + 1);

    assertThat(activations.eraseExpired(NOW_MS + LIFE_MS)).isEqualTo(1);
    assertThat(rows()).isEqualTo(1);
  }
}
