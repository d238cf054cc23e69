package io.xiaozhimesh.bench.conformance;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Watches everything on the bus of one Vert.x, and from a chosen message on cuts one worker off: what is for it never
 * arrives, and what it says is held back, as when a process is frozen. Used by one turn.
 */
final class FaultyBus {

  private record Held(String address, BusMessage message) {
  }

  private final Vertx vertx;
  private final String ownerInbox;
  private final List<Held> held = new ArrayList<>();
  private Predicate<BusMessage> trigger = m -> false;
  private Consumer<String> fault = inbox -> { };
  private int countdown;
  private int plans;
  private String lastInbox = "";
  private String role = "";
  private String victim = "";
  private int epoch;

  FaultyBus(Vertx vertx, String ownerInbox) {
    this.vertx = vertx;
    this.ownerInbox = ownerInbox;
    vertx.eventBus().<BusMessage>addInboundInterceptor(this::deliver);
  }

  /**
   * At the n-th message that satisfies the trigger, the worker of this role that is at work is struck.
   *
   * @param strike is told the inbox; the worker is cut off in any case
   */
  synchronized void plan(String ofRole, Predicate<BusMessage> at, int n, Consumer<String> strike) {
    plans++;
    role = ofRole;
    trigger = at;
    countdown = n;
    fault = strike;
    victim = "";
    lastInbox = "";
    held.clear();
  }

  /** The inbox of the worker that was struck, or "". */
  synchronized String victim() {
    return victim;
  }

  /** The worker that is struck next is heard again after so long, with everything that it said meanwhile. */
  synchronized void planFreeze(String ofRole, Predicate<BusMessage> at, int n, long ms) {
    int number = plans + 1;
    plan(ofRole, at, n, inbox -> vertx.setTimer(ms, timer -> thaw(number)));
  }

  /** Ends whatever is planned or going on. */
  void calm() {
    thaw(plans);
  }

  private void thaw(int plan) {
    List<Held> late;
    synchronized (this) {
      if (plan != plans) {
        return;
      }
      late = List.copyOf(held);
      held.clear();
      victim = "";
      trigger = m -> false;
    }
    late.forEach(m -> vertx.eventBus().send(m.address, m.message));
  }

  private void deliver(DeliveryContext<BusMessage> delivery) {
    if (!(delivery.body() instanceof BusMessage message) || passes(delivery.message().address(), message)) {
      delivery.next();
    }
  }

  private synchronized boolean passes(String address, BusMessage message) {
    if (victim.isEmpty()) {
      if (address.startsWith(role + ".w.") && !(message instanceof LeasesAlive)) {
        lastInbox = address.replace(".sys", "");
      }
      if (!role.isEmpty() && trigger.test(message) && --countdown == 0) {
        strike(message);
      }
    }
    if (victim.isEmpty()) {
      return true;
    } else if (address.startsWith(victim)) {
      return false;
    }
    boolean fromVictim = address.startsWith(ownerInbox) && isOfVictim(message);
    if (fromVictim) {
      held.add(new Held(address, message));
    }
    return !fromVictim;
  }

  private void strike(BusMessage message) {
    victim = lastInbox;
    epoch = ref(message).map(TurnRef::epoch).orElse(0);
    String struck = victim;
    vertx.runOnContext(v -> fault.accept(struck));
  }

  private boolean isOfVictim(BusMessage message) {
    if (message instanceof LeasesAlive alive) {
      return alive.inbox().equals(victim);
    }
    boolean itsEpoch = ref(message).filter(ref -> ref.epoch() == epoch).isPresent();
    return itsEpoch && sender(message).equals(role);
  }

  private static String sender(BusMessage message) {
    String name = message.getClass().getSimpleName();
    if (name.startsWith("Transcript")) {
      return "asr";
    } else if (name.startsWith("Answer") && !(message instanceof AnswerOpen) || name.equals("SentenceReady")) {
      return "dialogue";
    } else if (name.equals("SpeechFrame") || name.equals("SentenceSpoken") || name.equals("SpeakFailed")) {
      return "tts";
    }
    return name.startsWith("Speech") || name.startsWith("Listen") ? "vad" : "";
  }

  private static Optional<TurnRef> ref(BusMessage message) {
    for (RecordComponent component : message.getClass().getRecordComponents()) {
      if (component.getType() == TurnRef.class) {
        try {
          return Optional.of((TurnRef) component.getAccessor().invoke(message));
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    return Optional.empty();
  }
}
