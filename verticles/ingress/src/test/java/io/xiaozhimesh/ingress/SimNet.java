package io.xiaozhimesh.ingress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.SystemMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Time and the bus of a simulated mesh. Messages of one sender to one address keep their order; nothing else does. Some
 * are lost, some come twice; to the frozen they come when they thaw, to the dead never.
 */
final class SimNet {

  /** Somebody with an inbox. */
  interface Node {

    void receive(BusMessage message);

    /** The answer to a request, or null when there is none. */
    default BusMessage answer(BusMessage request) {
      throw new MeshException(MeshError.BAD_REQUEST, "no requests here");
    }
  }

  private record Due(long atMs, long order, Runnable task) {
  }

  private static final boolean TRACE = Boolean.getBoolean("mesh.trace");

  final Random random;
  private final PriorityQueue<Due> queue = new PriorityQueue<>((a, b) ->
      a.atMs != b.atMs ? Long.compare(a.atMs, b.atMs) : Long.compare(a.order, b.order));
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, Long> thawMs = new HashMap<>();
  private final Map<String, Long> lastDeliveryMs = new HashMap<>();
  private long order;
  private long nowMs;
  private Predicate<BusMessage> mayBeLost = message -> false;
  private int lossesLeft;
  private double lossChance;
  private double repeatChance;
  final StringBuilder log = new StringBuilder();

  SimNet(long seed) {
    random = new Random(seed);
  }

  void lossy(Predicate<BusMessage> which, int losses, double chance, double repeats) {
    mayBeLost = which;
    lossesLeft = losses;
    lossChance = chance;
    repeatChance = repeats;
  }

  long nowMs() {
    return nowMs;
  }

  void note(String what) {
    log.append(nowMs).append(' ').append(what).append('\n');
  }

  void at(long atMs, Runnable task) {
    queue.add(new Due(Math.max(nowMs, atMs), order++, task));
  }

  /** Something that a node does by itself: late when it is frozen, never when it is dead. */
  void later(String inbox, long delayMs, Runnable task) {
    at(nowMs + delayMs, () -> whenAwake(inbox, task));
  }

  /** Runs until there is nothing before this time. */
  void runUntil(long untilMs) {
    while (!queue.isEmpty() && queue.peek().atMs <= untilMs) {
      Due due = queue.poll();
      nowMs = due.atMs;
      due.task.run();
    }
    nowMs = untilMs;
  }

  void add(String inbox, Node node) {
    nodes.put(inbox, node);
  }

  void kill(String inbox) {
    note("dead: " + inbox);
    nodes.remove(inbox);
  }

  void freeze(String inbox, long forMs) {
    note("frozen for " + forMs + ": " + inbox);
    thawMs.put(inbox, nowMs + forMs);
  }

  boolean isAlive(String inbox) {
    return nodes.containsKey(inbox);
  }

  void send(String from, String to, BusMessage message) {
    if (lossesLeft > 0 && mayBeLost.test(message) && random.nextDouble() < lossChance) {
      lossesLeft--;
      note("lost: " + message);
      return;
    }
    String path = from + '>' + to + (message instanceof SystemMessage ? ".sys" : "");
    deliver(path, to, message);
    if (random.nextDouble() < repeatChance) {
      deliver(path, to, message);
    }
  }

  private void deliver(String path, String to, BusMessage message) {
    at(arrival(path), () -> whenAwake(to, () -> {
      if (TRACE) {
        note(path + ' ' + message);
      }
      nodes.get(to).receive(message);
    }));
  }

  <R extends BusMessage> Future<R> request(String from, String to, BusMessage message, Class<R> type, long deadlineMs) {
    Promise<R> promise = Promise.promise();
    at(nowMs + deadlineMs, () -> promise.tryFail(new MeshException(MeshError.TIMEOUT, "")));
    if (!isAlive(to) && random.nextBoolean()) {
      at(nowMs + 1, () -> promise.tryFail(new MeshException(MeshError.UNAVAILABLE, "")));
      return promise.future();
    }
    at(arrival(from + '>' + to), () -> whenAwake(to, () -> {
      try {
        BusMessage answer = nodes.get(to).answer(message);
        if (answer != null) {
          at(arrival(to + '>' + from + ".reply"), () -> promise.tryComplete(type.cast(answer)));
        }
      } catch (MeshException e) {
        at(arrival(to + '>' + from + ".reply"), () -> promise.tryFail(e));
      }
    }));
    return promise.future();
  }

  private long arrival(String path) {
    long delay = 1 + (random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(4));
    long at = Math.max(nowMs + delay, lastDeliveryMs.getOrDefault(path, 0L));
    lastDeliveryMs.put(path, at);
    return at;
  }

  private void whenAwake(String inbox, Runnable task) {
    if (!isAlive(inbox)) {
      return;
    }
    long thaw = thawMs.getOrDefault(inbox, 0L);
    if (thaw > nowMs) {
      at(thaw, () -> whenAwake(inbox, task));
    } else {
      task.run();
    }
  }
}
