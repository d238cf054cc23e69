package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.DeviceSay;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a session is to say unasked and has not begun yet, in the order in which it came, alarms first. A device that has just
 * said hello is still connecting and refuses to speak; it is left alone until it opens its microphone, or for a moment. Pure;
 * owned by the session.
 */
final class Unasked {

  /** What may wait for one device. */
  static final int WAITING_MAX = 8;

  /** From hello until a device that does not open its microphone is taken for idle, in milliseconds. */
  static final long SETTLE_MS = 1_000;

  private record Waiting(DeviceSay say, long untilMs) {
  }

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long settledAtMs = Long.MAX_VALUE;

  /** The device has said hello. */
  void connecting(long nowMs) {
    settledAtMs = nowMs + SETTLE_MS;
  }

  /** The device has done something that it does only when it is connected. */
  void settled(long nowMs) {
    settledAtMs = Math.min(settledAtMs, nowMs);
  }

  /** False when too much waits already. */
  boolean add(DeviceSay say, long nowMs) {
    if (waiting.size() >= WAITING_MAX) {
      return false;
    }
    Waiting entry = new Waiting(say, nowMs + say.waitMs());
    if (say.alarm()) {
      waiting.addFirst(entry);
    } else {
      waiting.addLast(entry);
    }
    return true;
  }

  /** Takes the first that may begin now. */
  Optional<DeviceSay> next(long nowMs, Predicate<DeviceSay> mayBegin) {
    if (nowMs < settledAtMs) {
      return Optional.empty();
    }
    Optional<Waiting> next = waiting.stream().filter(entry -> mayBegin.test(entry.say)).findFirst();
    next.ifPresent(waiting::remove);
    return next.map(Waiting::say);
  }

  /** Takes what has waited for too long. */
  List<DeviceSay> expired(long nowMs) {
    return take(entry -> entry.untilMs <= nowMs);
  }

  /** Takes all: the device is gone. */
  List<DeviceSay> all() {
    return take(entry -> true);
  }

  /** When to look again even if nothing happens. */
  long dueMs(long nowMs) {
    long expiry = waiting.stream().mapToLong(entry -> entry.untilMs).min().orElse(Long.MAX_VALUE);
    boolean settling = !waiting.isEmpty() && nowMs < settledAtMs;
    return settling ? Math.min(expiry, settledAtMs) : expiry;
  }

  private List<DeviceSay> take(Predicate<Waiting> which) {
    List<DeviceSay> taken = waiting.stream().filter(which).map(Waiting::say).toList();
    waiting.removeIf(which);
    return taken;
  }
}
