package io.xiaozhimesh.bench.device;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.firmware.DeviceState;

/** Sees what happens to a device while it happens. Called on the device's event loop; must not block. */
public interface DeviceListener {

  /** Sees nothing. */
  DeviceListener NONE = new DeviceListener() {
  };

  /** The device entered a state. */
  default void entered(DeviceState state) {
  }

  /** The server sent JSON. */
  default void received(JsonObject message) {
  }

  /** The server sent a packet that the device accepted, so much later than the grid of one per frame duration. */
  default void frame(double latenessMs) {
  }

  /** A turn is over. */
  default void turnEnded(DeviceTurn turn) {
  }

  /** The channel is gone; -1 when no Close frame came. */
  default void closed(int code) {
  }
}
