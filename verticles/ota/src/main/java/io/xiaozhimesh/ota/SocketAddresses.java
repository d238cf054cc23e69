package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.ota.internal.PublicAddress;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.IngressAnnounced;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.StageContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a device is sent to talk: the configured address, else that of an ingress that takes devices, the less loaded
 * rather. Thread-safe.
 */
final class SocketAddresses {

  private static final int INGRESSES_MAX = 1_000;

  private final StageContext stage;
  private final OtaOptions.Address options;
  private final Map<String, IngressAnnounced> byInbox = new LinkedHashMap<>();
  private MessageConsumer<BusMessage> announcements;

  SocketAddresses(StageContext stage, OtaOptions.Address options) {
    this.stage = stage;
    this.options = options;
  }

  Future<Void> start() {
    announcements = stage.bus().subscribe(Addresses.ANNOUNCE, IngressAnnounced.class, this::accept);
    return announcements.completion();
  }

  Future<Void> stop() {
    return announcements.unregister();
  }

  /** The URL for a device that reached this stage by the given address. */
  String url(PublicAddress reached) {
    if (!options.websocketUrl().isEmpty()) {
      return options.websocketUrl();
    }
    if (options.websocketPort() > 0) {
      return reached.webSocket(options.websocketPort());
    }
    IngressAnnounced ingress = announced();
    if (ingress == null) {
      stage.metrics().count("mesh.ota.ingress.unknown");
      return reached.webSocket(OtaOptions.USUAL_WEBSOCKET_PORT);
    }
    return ingress.url().isEmpty() ? reached.webSocket(ingress.port()) : ingress.url();
  }

  private synchronized IngressAnnounced announced() {
    return stage.directory().candidates(Role.INGRESS).stream()
        .map(byInbox::get).filter(known -> known != null).findFirst().orElse(null);
  }

  private synchronized void accept(IngressAnnounced announced) {
    byInbox.put(Addresses.inbox(Role.INGRESS, announced.node()), announced);
    if (byInbox.size() > INGRESSES_MAX) {
      byInbox.remove(byInbox.keySet().iterator().next());
      stage.metrics().count("mesh.ota.ingress.forgotten");
    }
  }
}
