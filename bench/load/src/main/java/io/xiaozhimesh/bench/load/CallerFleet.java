package io.xiaozhimesh.bench.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.crowd.Crowd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Callers that are being connected, a bounded number at a time, with the times that it took. Used by the main thread. */
final class CallerFleet implements AutoCloseable {

  private static final int WAITING_MAX = 64;
  private static final int PATIENCE_S = 60;

  private final Ground ground;
  private final Crowd crowd;
  private final List<Caller> callers = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();

  CallerFleet(Ground ground, int callersMax) {
    this.ground = ground;
    this.crowd = new Crowd(ground.clients(), ground.device(0).url(), callersMax + WAITING_MAX);
  }

  /** The number of the first one; before anybody is connected. */
  void from(int first) {
    begun.set(first);
  }

  /** Connects further ones until there were so many; {@code helloTime} gets the time of each to its hello. */
  void growTo(int size, Measure helloTime, IntFunction<Caller.Ear> ears) {
    Semaphore room = new Semaphore(WAITING_MAX);
    while (begun.get() < size) {
      acquire(room, 1);
      int n = begun.getAndIncrement();
      DeviceConfig config = ground.device(n);
      long calledNs = System.nanoTime();
      crowd.call(config, counting(ears.apply(n))).onComplete(called -> {
        if (called.succeeded()) {
          helloTime.record((System.nanoTime() - calledNs) / 1e6);
          callers.add(called.result());
        } else {
          failures.add(String.valueOf(called.cause().getMessage()));
        }
        room.release();
      });
    }
    acquire(room, WAITING_MAX);
  }

  private Caller.Ear counting(Caller.Ear ear) {
    return new Caller.Ear() {
      @Override
      public void json(Caller caller, JsonObject message) {
        ear.json(caller, message);
      }

      @Override
      public void sound(Caller caller, Buffer packet) {
        ear.sound(caller, packet);
      }

      @Override
      public void closed(Caller caller) {
        if (!caller.wasDropped()) {
          lost.incrementAndGet();
        }
        ear.closed(caller);
      }
    };
  }

  private static void acquire(Semaphore room, int permits) {
    try {
      if (!room.tryAcquire(permits, PATIENCE_S, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server left connections unanswered for " + PATIENCE_S + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  List<Caller> callers() {
    synchronized (callers) {
      return List.copyOf(callers);
    }
  }

  /** How many could not connect. */
  int failed() {
    return failures.size();
  }

  /** The first reason of those; "" when all could. */
  String firstFailure() {
    return failures.isEmpty() ? "" : failures.peek();
  }

  /** How many were closed by the server, or by a failure. */
  int lost() {
    return lost.get();
  }

  /** Drops all that are connected and forgets them; their numbers are called again. */
  void dropAll() {
    callers().forEach(Caller::drop);
    callers.clear();
    begun.set(0);
  }

  @Override
  public void close() {
    dropAll();
    crowd.close();
  }
}
