package io.xiaozhimesh.protocol.bus;

/** Messages of an operator that the firmware itself obeys. */
public enum DeviceCommandKind {
  /** Restart about a second later. */
  REBOOT,
  /** Show a notice, with a face and a sound. */
  ALERT
}
