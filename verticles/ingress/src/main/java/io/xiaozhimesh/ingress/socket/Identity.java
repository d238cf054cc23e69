package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.protocol.device.DeviceId;

/**
 * Who is connected.
 *
 * @param deviceId normalised
 * @param clientId as sent, or ""
 * @param framingVersion 1, 2 or 3
 * @param address where the connection comes from
 */
record Identity(DeviceId deviceId, String clientId, int framingVersion, String address) {
}
