package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.Alarm;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.AlarmSet;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class AlarmTableContract extends StoreContract {

  private static final int PER_DEVICE_MAX = 3;
  private static final long LEASE_MS = 5_000;

  private AlarmTable alarms;

  @BeforeEach
  void table() {
    alarms = new AlarmTable(database, PER_DEVICE_MAX);
  }

  private Alarm set(String device, String key, long dueMs) {
    return alarms.set(new AlarmSet(device, AlarmKind.TIMER, dueMs, "茶 tea", "zh-CN", key));
  }

  private List<String> taken(long nowMs) {
    return alarms.take(nowMs, LEASE_MS, 100).stream().map(due -> due.alarm().alarmId()).toList();
  }

  @Test
  void alarm_isTakenOnceItIsDue_withAllThatWasSet() {
    Alarm alarm = set(DEVICE, "k", NOW_MS);

    assertThat(taken(NOW_MS - 1)).isEmpty();
    assertThat(alarms.nextTryMs()).hasValue(NOW_MS);
    assertThat(alarms.take(NOW_MS, LEASE_MS, 10))
        .containsExactly(new AlarmTable.Due(new Alarm(alarm.alarmId(), AlarmKind.TIMER, NOW_MS, "茶 tea"), DEVICE, "zh-CN"));
  }

  @Test
  void dueAlarms_takenByManyAtOnce_areEachTakenByOne() {
    List<String> ids = IntStream.range(0, 20).mapToObj(i -> set("00:00:00:00:00:" + (10 + i), "k", NOW_MS).alarmId()).toList();

    List<String> all = IntStream.range(0, 8).parallel().mapToObj(i -> taken(NOW_MS)).flatMap(List::stream).toList();

    assertThat(all).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void leaseThatEnds_isTakenAgain_unlessItWasHeldOrForgotten() {
    String id = set(DEVICE, "k", NOW_MS).alarmId();
    taken(NOW_MS);
    assertThat(taken(NOW_MS + LEASE_MS - 1)).isEmpty();
    assertThat(taken(NOW_MS + LEASE_MS)).containsExactly(id);

    alarms.hold(id, NOW_MS + 60_000);
    assertThat(taken(NOW_MS + 59_000)).isEmpty();
    assertThat(alarms.forget(id)).isTrue();
    assertThat(alarms.forget(id)).isFalse();
    assertThat(taken(NOW_MS + 90_000)).isEmpty();
    assertThat(alarms.nextTryMs()).isEmpty();
  }

  @Test
  void deviceThatIsBack_wakesWhatWasReleased_andNotWhatIsTakenOrNotDue() {
    String due = set(DEVICE, "k1", NOW_MS).alarmId();
    set(DEVICE, "k2", NOW_MS + 99_000);
    taken(NOW_MS);
    assertThat(alarms.wake(DEVICE, NOW_MS + 1)).isZero();
    alarms.release(due, NOW_MS + 30_000);

    assertThat(taken(NOW_MS + 2)).isEmpty();
    assertThat(alarms.wake(OTHER, NOW_MS + 2)).isZero();
    assertThat(alarms.wake(DEVICE, NOW_MS + 2)).isEqualTo(1);
    assertThat(taken(NOW_MS + 2)).containsExactly(due);
  }

  @Test
  void sameKey_setAgain_isOneAlarm() {
    assertThat(set(DEVICE, "k", NOW_MS)).isEqualTo(set(DEVICE, "k", NOW_MS));

    assertThat(alarms.of(DEVICE)).hasSize(1);
    assertThat(alarms.of(OTHER)).isEmpty();
  }

  @Test
  void tooManyAlarms_areRefused_ofThatDeviceOnly() {
    IntStream.range(0, PER_DEVICE_MAX).forEach(i -> set(DEVICE, "k" + i, NOW_MS + i));

    assertThatThrownBy(() -> set(DEVICE, "more", NOW_MS)).hasMessageContaining("too many");
    assertThat(set(OTHER, "k", NOW_MS)).isNotNull();
    assertThat(alarms.cancel(DEVICE, List.of())).extracting(Alarm::dueMs).containsExactly(NOW_MS, NOW_MS + 1, NOW_MS + 2);
    assertThat(alarms.of(DEVICE)).isEmpty();
    assertThat(alarms.of(OTHER)).hasSize(1);
  }

  @Test
  void name_findsTheDeviceOfTheSameOwnerOnly() {
    DeviceTable devices = new DeviceTable(database, 100);
    for (String device : List.of(DEVICE, OTHER)) {
      devices.seen(new DeviceSeen(device, "c", "", "", NOW_MS));
    }
    devices.assign(DEVICE, "", "ann");
    devices.assign(OTHER, "", "bob");
    NameTable names = new NameTable(database);
    names.name(DEVICE, "Kitchen");
    names.name(OTHER, "厨房");

    assertThat(names.find("ann", "the kitchen!")).contains(DEVICE);
    assertThat(names.find("bob", "kitchen")).isEmpty();
    assertThat(names.find("bob", "厨房")).contains(OTHER);
    names.name(DEVICE, "Hall");
    assertThat(names.find("ann", "kitchen")).isEmpty();
  }
}
