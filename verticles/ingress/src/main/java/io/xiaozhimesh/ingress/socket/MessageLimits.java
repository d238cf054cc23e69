package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.protocol.Limits;

/**
 * How large a device's message may be; a larger one closes the connection with 1009. Not configurable: conformance
 * suites alone need others.
 *
 * @param textBytesMax largest text message
 * @param binaryBytesMax largest binary message
 */
public record MessageLimits(int textBytesMax, int binaryBytesMax) {

  /** What every deployment has. */
  public static final MessageLimits DEVICE =
      new MessageLimits(Limits.DEVICE_TEXT_BYTES_MAX, Limits.DEVICE_BINARY_BYTES_MAX);
}
