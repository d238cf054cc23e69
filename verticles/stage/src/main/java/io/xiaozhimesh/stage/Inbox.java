package io.xiaozhimesh.stage;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a stage receives on one node: one address for data and control, one for system messages. A handler that throws
 * costs its sender an INTERNAL answer and the stage a count, nothing more. Used on one context.
 */
public final class Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final EventBus bus;
  private final String address;
  private final Role role;
  private final Metrics metrics;
  private final LongAdder received;
  private final Map<Class<?>, Consumer<Message<BusMessage>>> handlers = new HashMap<>();
  private final List<MessageConsumer<BusMessage>> consumers = new ArrayList<>();

  Inbox(EventBus bus, String address, Role role, Metrics metrics, LongAdder received) {
    this.bus = bus;
    this.address = address;
    this.role = role;
    this.metrics = metrics;
    this.received = received;
  }

  /** Where to send to. */
  public String address() {
    return address;
  }

  /** Handles a message that is not answered. */
  public <T extends BusMessage> Inbox on(Class<T> type, Consumer<T> handler) {
    handlers.put(type, message -> handler.accept(type.cast(message.body())));
    return this;
  }

  /** Handles a request; the future's failure is the answer too, as a member of {@link MeshError}. */
  public <T extends BusMessage> Inbox onRequest(Class<T> type, Function<T, Future<? extends BusMessage>> handler) {
    handlers.put(type, message -> handler.apply(type.cast(message.body()))
        .onSuccess(message::reply)
        .onFailure(failure -> fail(message, failure)));
    return this;
  }

  /** Begins to receive; completes when the whole cluster can reach it. */
  public Future<Void> open() {
    consumers.add(bus.consumer(address, this::receive));
    consumers.add(bus.consumer(Addresses.system(address), this::receive));
    return Future.join(consumers.get(0).completion(), consumers.get(1).completion()).mapEmpty();
  }

  /** Stops receiving. */
  public Future<Void> close() {
    List<Future<Void>> ended = consumers.stream().map(MessageConsumer::unregister).toList();
    consumers.clear();
    return Future.join(ended).mapEmpty();
  }

  private void receive(Message<BusMessage> message) {
    received.increment();
    BusMessage body = body(message);
    if (body == null) {
      return;
    }
    Consumer<Message<BusMessage>> handler = handlers.get(body.getClass());
    if (handler == null) {
      metrics.count("mesh.bus.message.unexpected", "role", role.key());
      fail(message, new MeshException(MeshError.BAD_REQUEST, role.key() + " does not take this message"));
      return;
    }
    try {
      handler.accept(message);
    } catch (RuntimeException e) {
      metrics.count("mesh.bus.handler.failed", "role", role.key());
      LOG.error("{} failed on {}", role.key(), body.getClass().getSimpleName(), e);
      fail(message, e);
    }
  }

  /** What another node sent is read only now; null when it cannot be, which its sender is told. */
  private BusMessage body(Message<BusMessage> message) {
    try {
      return message.body();
    } catch (MeshException e) {
      metrics.count("mesh.bus.message.unreadable", "role", role.key());
      fail(message, e);
      return null;
    }
  }

  private static void fail(Message<BusMessage> message, Throwable failure) {
    MeshException known = MeshException.of(failure);
    message.fail(known.error().code(), known.getMessage());
  }
}
