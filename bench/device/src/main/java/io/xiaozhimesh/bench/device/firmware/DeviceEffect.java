package io.xiaozhimesh.bench.device.firmware;

/** What a device does when it has entered a state. */
public enum DeviceEffect {
  /** Sends {@code listen start} with the mode. */
  SEND_LISTEN_START,
  /** Starts to encode and send what the microphone hears. */
  MICROPHONE_ON,
  /** Stops it. */
  MICROPHONE_OFF,
  /** Forgets all packets not yet played. */
  FLUSH_PLAYBACK
}
