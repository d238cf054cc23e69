package io.xiaozhimesh.stage;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceHere;
import io.xiaozhimesh.protocol.bus.DeviceWhere;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the ingress that a device speaks with, by asking all of them at once: there are few, and nobody has to keep a table
 * that could be wrong. Thread-safe.
 */
public final class DeviceReach {

  /** How long an ingress may take to say whether a device is there; a frozen one costs no more. */
  public static final long WHERE_MS_MAX = 400;

  private static final long REQUEST_MS = 2_000;

  private final StageContext stage;

  /** Over this bus. */
  public DeviceReach(StageContext stage) {
    this.stage = stage;
  }

  /**
   * The inbox of the ingress with the device's newest connection. Fails with UNAVAILABLE when it is connected nowhere.
   *
   * @param deviceId normalised
   */
  public Future<String> ingressOf(String deviceId) {
    List<String> inboxes = stage.directory().inboxes(Role.INGRESS);
    List<Future<DeviceHere>> asked = inboxes.stream().map(inbox ->
        stage.bus().request(inbox, new DeviceWhere(deviceId), DeviceHere.class, WHERE_MS_MAX)).toList();
    return Future.join(asked).otherwiseEmpty().compose(all -> IntStream.range(0, asked.size()).boxed()
        .filter(i -> asked.get(i).succeeded())
        .max(Comparator.comparingLong(i -> asked.get(i).result().sinceMs()))
        .map(i -> Future.succeededFuture(inboxes.get(i)))
        .orElseGet(() -> Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "the device is not connected"))));
  }

  /**
   * Asks the ingress of a device: DeviceSay or DeviceCommand. Fails with UNAVAILABLE when the device is not connected.
   *
   * @param deviceId normalised
   */
  public Future<Accepted> send(String deviceId, BusMessage request) {
    return ingressOf(deviceId).compose(inbox -> stage.bus().request(inbox, request, Accepted.class, REQUEST_MS));
  }
}
