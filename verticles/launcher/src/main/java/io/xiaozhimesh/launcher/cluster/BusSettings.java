package io.xiaozhimesh.launcher.cluster;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/** The settings of the event bus between nodes. */
final class BusSettings {

  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int PING_EVERY_MS = 2_000;
  private static final int PING_REPLY_MS = 5_000;

  private BusSettings() {
  }

  static EventBusOptions of(ClusterOptions options) {
    ClusterOptions.Network network = options.network();
    EventBusOptions bus = new EventBusOptions()
        .setHost(network.host())
        .setPort(network.busPort())
        .setConnectTimeout(CONNECT_TIMEOUT_MS)
        .setClusterPingInterval(PING_EVERY_MS)
        .setClusterPingReplyInterval(PING_REPLY_MS)
        .setTrustAll(false);
    if (!network.publicHost().isEmpty()) {
      bus.setClusterPublicHost(network.publicHost());
    }
    return options.tls().enabled() ? encrypted(bus, options.tls()) : bus;
  }

  private static EventBusOptions encrypted(EventBusOptions bus, ClusterTls tls) {
    return bus.setSsl(true)
        .setKeyCertOptions(new PemKeyCertOptions().addKeyPath(tls.keyFile()).addCertPath(tls.certFile()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.caFile()))
        .setClientAuth(ClientAuth.REQUIRED);
  }
}
