package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.device.DeviceId;
import org.junit.jupiter.api.Test;

class BoundDevicesTest {

  private final BoundDevices devices = new BoundDevices(2);

  @Test
  void device_noted_isKnownUntilItIsUnbound() {
    DeviceId device = new DeviceId("a");
    assertThat(devices.contains(device)).isFalse();

    devices.note(device, true);
    assertThat(devices.contains(device)).isTrue();

    devices.note(device, false);
    assertThat(devices.contains(device)).isFalse();
  }

  @Test
  void moreThanTheBound_noted_forgetsTheOneNotMetForLongest() {
    devices.note(new DeviceId("a"), true);
    devices.note(new DeviceId("b"), true);
    devices.contains(new DeviceId("a"));
    devices.note(new DeviceId("c"), true);

    assertThat(devices.contains(new DeviceId("a"))).isTrue();
    assertThat(devices.contains(new DeviceId("b"))).isFalse();
    assertThat(devices.contains(new DeviceId("c"))).isTrue();
  }
}
