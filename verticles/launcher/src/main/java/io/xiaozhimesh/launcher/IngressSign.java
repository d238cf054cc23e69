package io.xiaozhimesh.launcher;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.IngressAnnounced;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.WorkerDirectory;

/** Tells the ota stages of other nodes where this node's ingress takes devices. */
final class IngressSign {

  private final Vertx vertx;
  private final MeshBus bus;
  private final IngressAnnounced announced;
  private long timer = -1;

  IngressSign(Vertx vertx, MeshBus bus, JsonObject socket, int port) {
    this.vertx = vertx;
    this.bus = bus;
    this.announced = new IngressAnnounced(bus.node(), url(socket.getString("host"), port), port);
  }

  /** From now on as often as the node announces itself. */
  void putUp() {
    bus.publish(Addresses.ANNOUNCE, announced);
    timer = vertx.setPeriodic(WorkerDirectory.ANNOUNCE_EVERY_MS, t -> bus.publish(Addresses.ANNOUNCE, announced));
  }

  void takeDown() {
    vertx.cancelTimer(timer);
  }

  /** An address that says nothing about the machine is left to be completed by whoever was asked by the device. */
  static String url(String host, int port) {
    boolean vague = host.isEmpty() || host.equals("0.0.0.0") || host.contains(":") || host.equals("localhost")
        || host.startsWith("127.");
    return vague ? "" : "ws://" + host + ":" + port + "/xiaozhi/v1/";
  }
}
