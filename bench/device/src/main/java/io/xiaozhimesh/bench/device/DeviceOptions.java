package io.xiaozhimesh.bench.device;

/**
 * What tests and load may vary of a device.
 *
 * @param decode whether received packets are decoded; without it there is no reply sound and the first played packet
 *     counts as the first audible one
 * @param mcp whether the hello announces device tools and requests are answered
 * @param identityInQuery identity in the query, as a browser must, and not in headers
 * @param helloTimeoutMs how long the server's hello may take
 * @param mainLoopPassMs how long a pass of the device's main loop takes
 */
public record DeviceOptions(
    boolean decode, boolean mcp, boolean identityInQuery, int helloTimeoutMs, int mainLoopPassMs) {

  /** The firmware's own limit, in milliseconds. */
  public static final int HELLO_TIMEOUT_MS = 10_000;

  /** A typical pass of the main loop, in milliseconds. */
  public static final int MAIN_LOOP_PASS_MS = 5;

  /** As a stock device. */
  public static final DeviceOptions STOCK = new DeviceOptions(true, true, false, HELLO_TIMEOUT_MS, MAIN_LOOP_PASS_MS);

  /** For many devices at once: nothing is decoded, no tools. */
  public static final DeviceOptions LOAD = new DeviceOptions(false, false, false, HELLO_TIMEOUT_MS, MAIN_LOOP_PASS_MS);

  /** The same without device tools. */
  public DeviceOptions withoutMcp() {
    return new DeviceOptions(decode, false, identityInQuery, helloTimeoutMs, mainLoopPassMs);
  }

  /** The same with the identity in the query. */
  public DeviceOptions withIdentityInQuery() {
    return new DeviceOptions(decode, mcp, true, helloTimeoutMs, mainLoopPassMs);
  }

  /** The same with another patience for the hello. */
  public DeviceOptions withHelloTimeoutMs(int timeoutMs) {
    return new DeviceOptions(decode, mcp, identityInQuery, timeoutMs, mainLoopPassMs);
  }
}
