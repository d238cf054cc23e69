package io.xiaozhimesh.bench.device.firmware;

/** The conversation states of a device. */
public enum DeviceState {
  /** The microphone is off; the channel may be open. */
  IDLE,
  /** Opening the channel, until the server's hello. */
  CONNECTING,
  /** The microphone is on. */
  LISTENING,
  /** Binary messages are played; the microphone is off unless the mode is realtime. */
  SPEAKING
}
