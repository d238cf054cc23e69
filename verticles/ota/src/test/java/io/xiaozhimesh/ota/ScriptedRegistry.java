package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.xiaozhimesh.protocol.bus.ActivationBind;
import io.xiaozhimesh.protocol.bus.ActivationState;
import io.xiaozhimesh.protocol.bus.ActivationWanted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The registry's side of the bus in memory: one code per device until it is bound. Can fall silent. */
final class ScriptedRegistry {

  final List<DeviceSeen> seen = new CopyOnWriteArrayList<>();
  private final Map<String, String> codes = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final StageContext stage;
  private volatile boolean silent;

  ScriptedRegistry(StageContext stage) {
    this.stage = stage;
  }

  Future<Void> open() {
    Inbox inbox = stage.bus().inbox(Role.REGISTRY)
        .onRequest(DeviceSeen.class, m -> answer(() -> {
          seen.add(m);
          return profile(m.deviceId());
        }))
        .onRequest(ActivationWanted.class, m -> answer(() -> state(m.deviceId())))
        .onRequest(ActivationBind.class, m -> answer(() -> bind(m)));
    return inbox.open()
        .onSuccess(v -> stage.directory().offer(Role.REGISTRY, () -> new WorkerDirectory.Load(1, 0, 0)));
  }

  /** From now on no request is answered. */
  void fallSilent() {
    silent = true;
  }

  private <T extends BusMessage> Future<T> answer(Supplier<T> work) {
    if (silent) {
      return Promise.<T>promise().future();
    }
    try {
      return Future.succeededFuture(work.get());
    } catch (MeshException e) {
      return Future.failedFuture(e);
    }
  }

  private ActivationState state(String device) {
    if (owners.containsKey(device)) {
      return new ActivationState(true, "", "", 0);
    }
    String code = codes.computeIfAbsent(device, d -> String.format("%06d", 42 + codes.size()));
    return new ActivationState(false, code, "challenge-" + code, Long.MAX_VALUE);
  }

  private DeviceProfile bind(ActivationBind m) {
    String device = codes.entrySet().stream().filter(e -> e.getValue().equals(m.code())).findFirst()
        .orElseThrow(() -> new MeshException(MeshError.BAD_REQUEST, "unknown code")).getKey();
    owners.put(device, m.owner());
    codes.remove(device);
    return profile(device);
  }

  private DeviceProfile profile(String device) {
    String owner = owners.getOrDefault(device, "");
    return new DeviceProfile(device, "", owner, !owner.isEmpty(), "", 0, 0);
  }
}
