package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.xiaozhimesh.ota.internal.BoundDevices;
import io.xiaozhimesh.ota.internal.DeviceReport;
import io.xiaozhimesh.protocol.bus.ActivationBind;
import io.xiaozhimesh.protocol.bus.ActivationState;
import io.xiaozhimesh.protocol.bus.ActivationWanted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;

/**
 * What this stage asks the registry, with short deadlines: a device waits for the answer. While the registry is away,
 * devices that it has called bound stay bound. Used on one event loop.
 */
final class RegistryLink {

  /** How long a registry may take for an answer, in milliseconds. */
  static final long DEADLINE_MS = 300;

  private static final int BOUND_DEVICES_MAX = 10_000;
  private static final ActivationState BOUND = new ActivationState(true, "", "", 0);

  private final StageContext stage;
  private final boolean activationRequired;
  private final BoundDevices known = new BoundDevices(BOUND_DEVICES_MAX);

  RegistryLink(StageContext stage, boolean activationRequired) {
    this.stage = stage;
    this.activationRequired = activationRequired;
  }

  /** Tells the registry that a device was met; nobody waits for it. */
  void seen(DeviceId device, DeviceReport report) {
    DeviceSeen seen = new DeviceSeen(device.value(), report.clientId(), report.firmware(), report.board(),
        stage.clock().unixMs());
    ask(seen, DeviceProfile.class);
  }

  /** Whether the device is bound, or the code that it is to show. Fails when nobody knows. */
  Future<ActivationState> activation(DeviceId device) {
    if (!activationRequired) {
      return Future.succeededFuture(BOUND);
    }
    return ask(new ActivationWanted(device.value(), stage.clock().unixMs()), ActivationState.class)
        .onSuccess(state -> known.note(device, state.bound()))
        .recover(failure -> known.contains(device) ? Future.succeededFuture(BOUND) : Future.failedFuture(failure));
  }

  /** Gives the device that shows this code an owner. */
  Future<DeviceProfile> bind(String code, String owner) {
    return ask(new ActivationBind(code, owner, stage.clock().unixMs()), DeviceProfile.class);
  }

  private <R extends BusMessage> Future<R> ask(BusMessage request, Class<R> answer) {
    return stage.directory().lease(Role.REGISTRY, request, answer, DEADLINE_MS)
        .map(WorkerDirectory.Lease::answer)
        .onFailure(failure -> stage.metrics().count("mesh.ota.registry.failed",
            "error", MeshException.of(failure).error().name()));
  }
}
