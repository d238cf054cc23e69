package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class DeviceTableContract extends StoreContract {

  private static final int DEVICES_MAX = 3;

  private DeviceTable devices;

  @BeforeEach
  void table() {
    devices = new DeviceTable(database, DEVICES_MAX);
  }

  private static DeviceSeen seen(String firmware, long atMs) {
    return new DeviceSeen(DEVICE, "client-1", firmware, "board-1", atMs);
  }

  @Test
  void unknownDevice_seen_isCreatedUnbound() {
    assertThat(devices.find(DEVICE)).isEmpty();

    assertThat(devices.seen(seen("2.4.2", NOW_MS)))
        .isEqualTo(new DeviceProfile(DEVICE, "", "", false, "2.4.2", NOW_MS, NOW_MS));
    assertThat(devices.find(DEVICE)).isPresent();
    assertThat(devices.find(OTHER)).isEmpty();
  }

  @Test
  void ownerOfAnyScript_assigned_comesBackAndIsItself() {
    devices.seen(seen("2.4.2", NOW_MS));

    assertThat(devices.assign(DEVICE, "厨房", "小明 🙂").orElseThrow())
        .isEqualTo(new DeviceProfile(DEVICE, "厨房", "小明 🙂", true, "2.4.2", NOW_MS, NOW_MS));
  }

  @Test
  void knownDevice_seenWithinTheMinute_keepsTheTimeOfTheLastSight() {
    devices.seen(seen("2.4.2", NOW_MS));

    assertThat(devices.seen(seen("2.4.2", NOW_MS + 59_999)).lastSeenMs()).isEqualTo(NOW_MS);
    assertThat(devices.seen(seen("2.4.2", NOW_MS + 60_000)).lastSeenMs()).isEqualTo(NOW_MS + 60_000);
  }

  @Test
  void knownDevice_seenWithNewFirmwareWithinTheMinute_isUpdatedAtOnce() {
    devices.seen(seen("2.4.2", NOW_MS));

    assertThat(devices.seen(seen("2.5.0", NOW_MS + 1)).firmware()).isEqualTo("2.5.0");
  }

  @Test
  void knownDevice_seenWithoutFirmware_keepsWhatIsKnown() {
    devices.seen(seen("2.4.2", NOW_MS));

    DeviceProfile later = devices.seen(new DeviceSeen(DEVICE, "", "", "", NOW_MS + 70_000));

    assertThat(later).isEqualTo(new DeviceProfile(DEVICE, "", "", false, "2.4.2", NOW_MS, NOW_MS + 70_000));
  }

  @Test
  void clockOfANodeBehind_seen_neverMovesTheLastSightBack() {
    devices.seen(seen("2.4.2", NOW_MS));

    assertThat(devices.seen(seen("2.5.0", NOW_MS - 5_000)).lastSeenMs()).isEqualTo(NOW_MS);
  }

  @Test
  void longTextsAndNul_seen_areCutToTheColumn() {
    DeviceProfile profile = devices.seen(
        new DeviceSeen(DEVICE, "c".repeat(500), "1\0" + "2".repeat(500), "b".repeat(500), NOW_MS));

    assertThat(profile.firmware()).isEqualTo("1" + "2".repeat(63));
  }

  @Test
  void cutText_seenAgain_isNotWrittenAgain() {
    DeviceSeen longTexts = new DeviceSeen(DEVICE, "c".repeat(500), "2".repeat(500), "b".repeat(500), NOW_MS);
    devices.seen(longTexts);

    DeviceProfile again = devices.seen(new DeviceSeen(DEVICE, "c".repeat(500), "2".repeat(500), "b".repeat(500),
        NOW_MS + 1));

    assertThat(again.lastSeenMs()).isEqualTo(NOW_MS);
  }

  @Test
  void oneDevice_seenByManyAtOnce_isCreatedOnce() {
    List<DeviceProfile> profiles = IntStream.range(0, 32).parallel()
        .mapToObj(i -> devices.seen(seen("2.4.2", NOW_MS))).toList();

    assertThat(profiles).hasSize(32)
        .containsOnly(new DeviceProfile(DEVICE, "", "", false, "2.4.2", NOW_MS, NOW_MS));
  }

  @Test
  void knownDevice_assigned_changesOnlyWhatIsNamed() {
    devices.seen(seen("2.4.2", NOW_MS));

    assertThat(devices.assign(DEVICE, "kitchen", "")).get()
        .extracting(DeviceProfile::agentId, DeviceProfile::owner, DeviceProfile::bound)
        .containsExactly("kitchen", "", false);
    assertThat(devices.assign(DEVICE, "", "Mei")).get()
        .extracting(DeviceProfile::agentId, DeviceProfile::owner, DeviceProfile::bound)
        .containsExactly("kitchen", "Mei", true);
  }

  @Test
  void unknownDevice_assigned_isEmpty() {
    assertThat(devices.assign(DEVICE, "kitchen", "Mei")).isEmpty();
  }

  @Test
  void devicesAtTheBound_oneMoreSeen_isRefusedAndTheKnownAreServed() {
    for (int i = 0; i < DEVICES_MAX; i++) {
      devices.seen(new DeviceSeen("device-" + i, "", "1", "", NOW_MS));
    }

    assertThatThrownBy(() -> devices.seen(seen("2.4.2", NOW_MS))).isInstanceOf(MeshException.class)
        .extracting(e -> ((MeshException) e).error()).isEqualTo(MeshError.OVERLOADED);
    assertThat(devices.seen(new DeviceSeen("device-0", "", "2", "", NOW_MS)).firmware()).isEqualTo("2");
  }

  @Test
  void strangersNotMet_erasedBefore_areForgottenAndOwnedOnesKept() {
    devices.seen(new DeviceSeen("stranger", "", "1", "", NOW_MS - 1));
    devices.seen(new DeviceSeen("owned", "", "1", "", NOW_MS - 1));
    devices.assign("owned", "", "Mei");
    devices.seen(new DeviceSeen("met", "", "1", "", NOW_MS));

    assertThat(devices.eraseStrangersBefore(NOW_MS)).isEqualTo(1);

    assertThat(devices.find("stranger")).isEmpty();
    assertThat(devices.find("owned")).isPresent();
    assertThat(devices.find("met")).isPresent();
  }

  @Test
  void opaqueIdsThatDifferInCase_seen_areTwoDevices() {
    devices.seen(new DeviceSeen("web_a", "", "1", "", NOW_MS));
    devices.seen(new DeviceSeen("web_A", "", "2", "", NOW_MS));

    assertThat(devices.find("web_a")).get().extracting(DeviceProfile::firmware).isEqualTo("1");
    assertThat(devices.find("web_A")).get().extracting(DeviceProfile::firmware).isEqualTo("2");
  }
}
