package io.xiaozhimesh.stage;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.CapacityOrigin;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * This node's part in knowing who is there: announces the node's roles once a second and on every change, and keeps the
 * table of everybody else's. Thread-safe.
 */
public final class WorkerDirectory {

  /** How often a node announces itself. */
  public static final long ANNOUNCE_EVERY_MS = 1_000;

  /** How long a worker that fell silent is asked last. */
  public static final long AVOID_MS = 5_000;

  private static final int CANDIDATES_MAX = 3;
  /** By then the route to a new node is known here; several that come at once are greeted together. */
  private static final long GREET_AFTER_MS = 100;

  /**
   * What a stage reports of itself.
   *
   * @param capacity sessions at once
   * @param sessions leases held now
   * @param load 0 idle to 1 full
   * @param queueAgeMs how long the oldest piece of work waits
   * @param capacityFrom where the capacity comes from
   */
  public record Load(int capacity, int sessions, double load, int queueAgeMs, CapacityOrigin capacityFrom) {

    /** Whose capacity is what it states. */
    public Load(int capacity, int sessions, double load, int queueAgeMs) {
      this(capacity, sessions, load, queueAgeMs, CapacityOrigin.STATED);
    }

    /** Where nothing waits, either. */
    public Load(int capacity, int sessions, double load) {
      this(capacity, sessions, load, 0);
    }
  }

  private record Offer(Role role, Supplier<Load> load, MessageRate rate) {
  }

  private final MeshBus bus;
  private final MeshClock clock;
  private final String version;
  private final long incarnation;
  private final DirectoryTable table;
  private final Map<String, Offer> local = new TreeMap<>();
  private NodeState state = NodeState.STARTING;
  private MessageConsumer<BusMessage> announcements;
  private Vertx vertx;
  private long timerId;
  private boolean greeting;

  /** Not yet announcing: see {@link #start}. */
  public WorkerDirectory(MeshBus bus, MeshClock clock, String version) {
    this.bus = bus;
    this.clock = clock;
    this.version = version;
    this.incarnation = clock.unixMs();
    this.table = new DirectoryTable(bus.node(), new SplittableRandom());
  }

  /** Begins to listen and to announce. */
  public Future<Void> start(Vertx on) {
    vertx = on;
    Context context = on.getOrCreateContext();
    announcements = bus.subscribe(Addresses.ANNOUNCE, NodeAnnounced.class, this::accept);
    context.runOnContext(v -> timerId = vertx.setPeriodic(ANNOUNCE_EVERY_MS, t -> announce()));
    return announcements.completion().onSuccess(v -> announce());
  }

  /** Leaves the table of the others within {@link DirectoryTable#SILENCE_MS_MAX}. */
  public Future<Void> stop() {
    vertx.cancelTimer(timerId);
    return announcements.unregister();
  }

  /** A stage of this node is ready to take sessions. */
  public void offer(Role role, Supplier<Load> load) {
    offer(role, Addresses.inbox(role, bus.node()), load);
  }

  /** One of several workers of a role on this node is ready to take sessions at an inbox of its own. */
  public synchronized void offer(Role role, String inbox, Supplier<Load> load) {
    local.put(inbox, new Offer(role, load, new MessageRate()));
    announce();
  }

  /** A stage of this node takes no sessions any more. */
  public void withdraw(Role role) {
    withdraw(Addresses.inbox(role, bus.node()));
  }

  /** The worker with this inbox takes no sessions any more. */
  public synchronized void withdraw(String inbox) {
    local.remove(inbox);
    bus.forget(inbox);
    announce();
  }

  /** The node as a whole is ready, or drains. */
  public synchronized void state(NodeState now) {
    state = now;
    announce();
  }

  /** Leases that this node's stages hold now. */
  public synchronized int held() {
    return local.values().stream().mapToInt(offer -> offer.load.get().sessions()).sum();
  }

  /** Everybody alive, this node included. */
  public synchronized List<NodeAnnounced> alive() {
    return table.alive(clock.nowMs());
  }

  /** How long ago a node announced itself, in milliseconds. */
  public synchronized long heardMsAgo(String node) {
    return table.heardMsAgo(node, clock.nowMs());
  }

  /** How long ago the node of the worker with this inbox announced it, in milliseconds. */
  public synchronized long heardOfMsAgo(String inbox) {
    return table.heardOfMsAgo(inbox, clock.nowMs());
  }

  /** Whether this worker takes no leases, because it drains or is gone, and another of the role does. */
  public synchronized boolean isLeaving(Role role, String inbox) {
    return table.isLeaving(role, inbox, clock.nowMs());
  }

  /** Inboxes of everybody of a role who is alive, also of those who drain. */
  public synchronized List<String> inboxes(Role role) {
    if (!local.isEmpty()) {
      table.accept(self(), clock.nowMs());
    }
    return table.alive(clock.nowMs()).stream().flatMap(node -> node.roles().stream())
        .filter(load -> load.role() == role).map(RoleLoad::inbox).toList();
  }

  /** Inboxes of the role in the order in which to try them; this node's own workers by their load of this moment. */
  public synchronized List<String> candidates(Role role) {
    if (!local.isEmpty()) {
      table.accept(self(), clock.nowMs());
    }
    return table.candidates(role, CANDIDATES_MAX, clock.nowMs());
  }

  /**
   * Asks the candidates of a role one after the other until one accepts; a failure that may not be retried ends the
   * search. Answers with the inbox that accepted and its answer.
   */
  public <R extends BusMessage> Future<Lease<R>> lease(Role role, BusMessage open, Class<R> answer, long deadlineMs) {
    return leaseFrom(candidates(role), 0, role, open, answer, deadlineMs);
  }

  /**
   * Like {@link #lease}, for what must never be held twice under one epoch: a candidate that did not answer in time may
   * have taken it, so it ends the search with TIMEOUT, is told that the lease is over, and is avoided for a while.
   *
   * @param over what withdraws {@code open}
   */
  public <R extends BusMessage> Future<Lease<R>> leaseOnce(
      Role role, BusMessage open, BusMessage over, Class<R> answer, long deadlineMs) {
    return leaseOnceFrom(candidates(role), 0, new Once<>(role, open, over, answer, deadlineMs));
  }

  /** Nobody of this node takes this worker for a while unless there is no other: it is dead, frozen or very slow. */
  public synchronized void avoid(String inbox) {
    table.avoid(inbox, clock.nowMs() + AVOID_MS);
  }

  /** Who took a session, and what it answered. */
  public record Lease<R extends BusMessage>(String inbox, R answer) {
  }

  private <R extends BusMessage> Future<Lease<R>> leaseFrom(
      List<String> inboxes, int at, Role role, BusMessage open, Class<R> answer, long deadlineMs) {
    if (at == inboxes.size()) {
      return Future.failedFuture(noRoom(role, at));
    }
    String inbox = inboxes.get(at);
    return bus.request(inbox, open, answer, deadlineMs)
        .map(accepted -> new Lease<>(inbox, accepted))
        .recover(failure -> MeshException.of(failure).error().mayRetry()
            ? leaseFrom(inboxes, at + 1, role, open, answer, deadlineMs)
            : Future.failedFuture(failure));
  }

  private record Once<R extends BusMessage>(
      Role role, BusMessage open, BusMessage over, Class<R> answer, long deadlineMs) {
  }

  private <R extends BusMessage> Future<Lease<R>> leaseOnceFrom(List<String> inboxes, int at, Once<R> once) {
    if (at == inboxes.size()) {
      return Future.failedFuture(noRoom(once.role, at));
    }
    String inbox = inboxes.get(at);
    return bus.request(inbox, once.open, once.answer, once.deadlineMs)
        .map(accepted -> new Lease<>(inbox, accepted))
        .recover(failure -> switch (MeshException.of(failure).error()) {
          case OVERLOADED -> leaseOnceFrom(inboxes, at + 1, once);
          case UNAVAILABLE -> {
            avoid(inbox);
            yield leaseOnceFrom(inboxes, at + 1, once);
          }
          case TIMEOUT -> {
            avoid(inbox);
            bus.send(inbox, once.over);
            yield Future.failedFuture(failure);
          }
          default -> Future.failedFuture(failure);
        });
  }

  private static MeshException noRoom(Role role, int asked) {
    return new MeshException(
        asked == 0 ? MeshError.UNAVAILABLE : MeshError.OVERLOADED, "no " + role.key() + " worker has room");
  }

  private synchronized void accept(NodeAnnounced announced) {
    boolean stranger = table.accept(announced, clock.nowMs());
    if (stranger && !greeting) {
      greeting = true;
      vertx.setTimer(GREET_AFTER_MS, t -> greet());
    }
  }

  /** A node that was not known does not know this one either, and should not have to wait for it. */
  private synchronized void greet() {
    greeting = false;
    announce();
  }

  private synchronized void announce() {
    NodeAnnounced announced = self();
    table.accept(announced, clock.nowMs());
    bus.publish(Addresses.ANNOUNCE, announced);
  }

  private NodeAnnounced self() {
    List<RoleLoad> roles = new ArrayList<>();
    local.forEach((inbox, offer) -> {
      Load now = offer.load.get();
      roles.add(new RoleLoad(offer.role, inbox, now.capacity(), now.sessions(), now.load(), now.queueAgeMs(),
          offer.rate.perS(bus.received(inbox), clock.nowMs()), now.capacityFrom()));
    });
    roles.sort(Comparator.comparing(RoleLoad::role).thenComparing(RoleLoad::inbox));
    return new NodeAnnounced(bus.node(), version, incarnation, state, roles);
  }
}
