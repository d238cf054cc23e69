package io.xiaozhimesh.stage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusCodec;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SystemMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The event bus as the mesh uses it: typed messages only, a deadline on every request, failures of the closed set
 * {@link MeshError}, system messages on an address of their own. Thread-safe; handlers run on the context that
 * registered them.
 */
public final class MeshBus {

  private final EventBus bus;
  private final String node;
  private final Metrics metrics;
  /** How many messages came, by inbox of this node. */
  private final Map<String, LongAdder> received = new ConcurrentHashMap<>();

  /** One per Vert.x instance: registers the codecs of all message types. */
  public MeshBus(Vertx vertx, String node, Metrics metrics) {
    this(vertx.eventBus(), node, metrics);
    BusCodec.registerAll(bus);
  }

  private MeshBus(EventBus bus, String node, Metrics metrics) {
    this.bus = bus;
    this.node = node;
    this.metrics = metrics;
  }

  /** The same bus under the name of another node, for several nodes in one Vert.x instance. */
  public MeshBus onNode(String name) {
    return new MeshBus(bus, name, metrics);
  }

  /** The unique name of this node. */
  public String node() {
    return node;
  }

  /** The inbox of a role on this node, not yet open. */
  public Inbox inbox(Role role) {
    return inboxAt(Addresses.inbox(role, node), role);
  }

  /** The inbox of one of several workers of a role on this node, not yet open. */
  public Inbox inbox(Role role, String worker) {
    return inboxAt(Addresses.inbox(role, node, worker), role);
  }

  private Inbox inboxAt(String address, Role role) {
    return new Inbox(bus, address, role, metrics, received.computeIfAbsent(address, a -> new LongAdder()));
  }

  /** How many messages an inbox of this node has received. */
  long received(String inbox) {
    LongAdder count = received.get(inbox);
    return count == null ? 0 : count.sum();
  }

  /** The inbox is gone for good: nobody counts what it received. */
  void forget(String inbox) {
    received.remove(inbox);
  }

  /** Sends to an inbox; a system message takes the inbox's system address. Nobody learns whether it arrived. */
  public void send(String inbox, BusMessage message) {
    bus.send(addressOf(inbox, message), message);
  }

  /**
   * Sends to an inbox. Fails with UNAVAILABLE when nobody is there at all; that it does not fail says nothing about
   * whether the message arrived.
   */
  public Future<Void> deliver(String inbox, BusMessage message) {
    return bus.<BusMessage>sender(addressOf(inbox, message)).write(message)
        .recover(failure -> Future.failedFuture(meshFailure(failure)));
  }

  /** Sends to whoever has subscribed. */
  public void publish(String address, BusMessage message) {
    bus.publish(address, message);
  }

  /**
   * Asks an inbox. Fails with a {@link MeshException}: UNAVAILABLE when nobody is there, TIMEOUT after
   * {@code deadlineMs}, what the receiver answered otherwise.
   */
  public <R extends BusMessage> Future<R> request(String inbox, BusMessage message, Class<R> answer, long deadlineMs) {
    return bus.<BusMessage>request(addressOf(inbox, message), message, new DeliveryOptions().setSendTimeout(deadlineMs))
        .map(reply -> answer.cast(reply.body()))
        .recover(failure -> Future.failedFuture(meshFailure(failure)));
  }

  /** Hears what is published on an address. The registration ends with the returned consumer. */
  public <T extends BusMessage> MessageConsumer<BusMessage> subscribe(String address, Class<T> type, Consumer<T> handler) {
    return bus.consumer(address, message -> {
      if (type.isInstance(message.body())) {
        handler.accept(type.cast(message.body()));
      }
    });
  }

  private static String addressOf(String inbox, BusMessage message) {
    return message instanceof SystemMessage ? Addresses.system(inbox) : inbox;
  }

  private static MeshException meshFailure(Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      return MeshException.of(failure);
    }
    if (reply.failureType() == ReplyFailure.NO_HANDLERS) {
      return new MeshException(MeshError.UNAVAILABLE, "nobody is there");
    } else if (reply.failureType() == ReplyFailure.TIMEOUT) {
      return new MeshException(MeshError.TIMEOUT, "no answer within the deadline");
    }
    MeshError error = MeshError.of(reply.failureCode()).orElse(MeshError.INTERNAL);
    return new MeshException(error, reply.getMessage());
  }
}
