package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.Role;

/**
 * Lets the registry know that the device is here and learns which agent answers it. Nothing waits for this: a slow or
 * absent registry costs a device its own agent for a while, never a turn.
 */
final class DeviceRegistration {

  private static final long DEADLINE_MS = 2_000;

  private final SessionServices services;
  private final DeviceSocket socket;
  private String agentId = "";

  DeviceRegistration(SessionServices services, DeviceSocket socket) {
    this.services = services;
    this.socket = socket;
  }

  /** Which agent answers the device, or "" while nobody has said so. */
  String agentId() {
    return agentId;
  }

  /** The device said hello. */
  void seen() {
    DeviceSeen seen = new DeviceSeen(
        socket.deviceId().value(), socket.clientId(), "", "", services.context().clock().unixMs());
    services.context().directory().lease(Role.REGISTRY, seen, DeviceProfile.class, DEADLINE_MS)
        .onSuccess(answer -> agentId = answer.answer().agentId())
        .onFailure(failure -> services.count("mesh.ingress.registry.unanswered"));
  }
}
