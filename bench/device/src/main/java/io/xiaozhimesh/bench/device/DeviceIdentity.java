package io.xiaozhimesh.bench.device;

import java.util.Locale;
import java.util.UUID;

/**
 * Who a device says it is.
 *
 * @param deviceId MAC address, lower-case pairs with colons
 * @param clientId UUID
 * @param board board name, for the user agent and MCP
 * @param version firmware version
 */
public record DeviceIdentity(String deviceId, String clientId, String board, String version) {

  /** Board name of stock devices made here. */
  public static final String BOARD = "bread-compact-wifi";

  /** Firmware version of stock devices made here. */
  public static final String VERSION = "2.4.2";

  /** A stock device with the given MAC address; its client id follows from it. */
  public static DeviceIdentity of(String deviceId) {
    UUID clientId = UUID.nameUUIDFromBytes(deviceId.toLowerCase(Locale.ROOT).getBytes());
    return new DeviceIdentity(deviceId, clientId.toString(), BOARD, VERSION);
  }

  /** The n-th of many stock devices, from 0. */
  public static DeviceIdentity numbered(int n) {
    return of(String.format(Locale.ROOT, "02:00:00:%02x:%02x:%02x", n >> 16 & 255, n >> 8 & 255, n & 255));
  }
}
