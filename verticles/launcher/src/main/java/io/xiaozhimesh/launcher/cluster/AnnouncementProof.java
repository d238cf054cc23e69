package io.xiaozhimesh.launcher.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.BusWire;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only those into the table of nodes who know the cluster's secret: every announcement carries a proof over its bytes
 * in a header, and one without the right proof is dropped and counted. Says nothing about other messages, nor about an
 * announcement that somebody has overheard and repeats; that is what TLS on the bus is for.
 */
final class AnnouncementProof {

  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementProof.class);
  private static final String HEADER = "proof";

  private final ClusterKeys keys;
  private final Metrics metrics;
  private boolean warned;

  AnnouncementProof(ClusterKeys keys, Metrics metrics) {
    this.keys = keys;
    this.metrics = metrics;
  }

  void guard(EventBus bus) {
    bus.addOutboundInterceptor(this::sign);
    bus.addInboundInterceptor(this::check);
  }

  private void sign(DeliveryContext<Object> delivery) {
    if (isAnnouncement(delivery.message()) && delivery.body() instanceof BusMessage announced) {
      delivery.message().headers().set(HEADER, keys.proof(bytes(announced)));
    }
    delivery.next();
  }

  private void check(DeliveryContext<Object> delivery) {
    if (!isAnnouncement(delivery.message()) || proven(delivery.message())) {
      delivery.next();
    } else {
      refused();
    }
  }

  private boolean proven(Message<?> message) {
    try {
      return message.body() instanceof BusMessage announced
          && keys.proves(message.headers().get(HEADER), bytes(announced));
    } catch (MeshException unreadable) {
      return false;
    }
  }

  private synchronized void refused() {
    metrics.count("mesh.cluster.announcement.refused");
    if (!warned) {
      warned = true;
      LOG.warn("An announcement without the proof of this cluster's secret was dropped; more are only counted");
    }
  }

  private static boolean isAnnouncement(Message<?> message) {
    return Addresses.ANNOUNCE.equals(message.address());
  }

  private static byte[] bytes(BusMessage message) {
    Buffer out = Buffer.buffer(256);
    BusWire.write(out, message);
    return out.getBytes();
  }
}
