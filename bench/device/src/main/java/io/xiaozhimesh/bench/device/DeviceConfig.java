package io.xiaozhimesh.bench.device;

import io.xiaozhimesh.bench.device.firmware.ListeningMode;
import io.xiaozhimesh.bench.device.firmware.PacketFraming;

/**
 * How a scripted device behaves.
 *
 * @param url WebSocket address, for example {@code ws://127.0.0.1:8000/xiaozhi/v1/}
 * @param token access token; empty sends none
 * @param identity who it is
 * @param mode when it listens
 * @param framing how packets stand in binary messages
 * @param options what tests and load may vary
 */
public record DeviceConfig(
    String url,
    String token,
    DeviceIdentity identity,
    ListeningMode mode,
    PacketFraming framing,
    DeviceOptions options) {

  /** A stock device in auto mode. */
  public static DeviceConfig of(String url, DeviceIdentity identity) {
    return new DeviceConfig(url, "", identity, ListeningMode.AUTO, PacketFraming.V1, DeviceOptions.STOCK);
  }

  /** The same with another mode. */
  public DeviceConfig withMode(ListeningMode other) {
    return new DeviceConfig(url, token, identity, other, framing, options);
  }

  /** The same with another framing. */
  public DeviceConfig withFraming(PacketFraming other) {
    return new DeviceConfig(url, token, identity, mode, other, options);
  }

  /** The same with another token. */
  public DeviceConfig withToken(String other) {
    return new DeviceConfig(url, other, identity, mode, framing, options);
  }

  /** The same with other options. */
  public DeviceConfig withOptions(DeviceOptions other) {
    return new DeviceConfig(url, token, identity, mode, framing, other);
  }
}
