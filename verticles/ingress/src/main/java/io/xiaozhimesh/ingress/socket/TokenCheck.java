package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.DeviceTokens.Verdict;
import io.xiaozhimesh.stage.MeshClock;

/** Decides whether a device may connect, by its token. Called on the event loop: no blocking. */
@FunctionalInterface
public interface TokenCheck {

  /**
   * @param deviceId who connects
   * @param clientId as sent, "" if not
   * @param authorization as sent, with or without {@code Bearer}; null if not
   * @param address the numeric address that the connection comes from
   */
  boolean accepts(DeviceId deviceId, String clientId, String authorization, String address);

  /** Whoever holds a valid token of these. */
  static TokenCheck of(DeviceTokens tokens, MeshClock clock) {
    return (deviceId, clientId, authorization, address) ->
        tokens.verify(authorization, clientId, deviceId, clock.unixMs()) == Verdict.VALID;
  }

  /** Everybody: for a network in which every device is trusted. */
  static TokenCheck open() {
    return (deviceId, clientId, authorization, address) -> true;
  }

  /** Like this check, but whoever connects from this machine or from a private network needs no token. */
  default TokenCheck exceptFromPrivateNetworks() {
    return (deviceId, clientId, authorization, address) ->
        PrivateNetworks.contain(address) || accepts(deviceId, clientId, authorization, address);
  }
}
