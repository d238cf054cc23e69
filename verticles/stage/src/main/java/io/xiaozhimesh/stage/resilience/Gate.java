package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many calls a provider gets at once: a stated number runs, a stated number waits for a stated time, the interactive
 * before the others. Not thread-safe.
 */
public final class Gate {

  /**
   * The bounds.
   *
   * @param runningMax calls at once
   * @param queuedMax calls that wait
   * @param queueMs how long one waits
   */
  public record Limits(int runningMax, int queuedMax, int queueMs) {
  }

  /** Who wants to get in; hears one of the two, once. */
  public interface Waiter {

    /** It may run now. Called inside {@link Gate#enter} when there is a place. */
    void admitted();

    /** There was no place: OVERLOADED. */
    void refused(MeshException why);
  }

  private final Limits limits;
  private final Timers timers;
  private final Map<Priority, Deque<Place>> queues = new EnumMap<>(Priority.class);
  private int running;

  /** Nobody is in. */
  public Gate(Limits limits, Timers timers) {
    this.limits = limits;
    this.timers = timers;
    for (Priority priority : Priority.values()) {
      queues.put(priority, new ArrayDeque<>());
    }
  }

  /** Asks for a place; {@link Place#leave} must be called in the end, whatever came of it. */
  public Place enter(Priority priority, Waiter waiter) {
    Place place = new Place(priority, waiter);
    if (running < limits.runningMax) {
      place.admit();
    } else if (queued() < limits.queuedMax || gaveWay(priority)) {
      queues.get(priority).add(place);
      place.forgetTimeout = timers.after(limits.queueMs, () -> place.refuse("no place became free in time"));
    } else {
      place.refuse("too many wait already");
    }
    return place;
  }

  /** Calls that run. */
  public int running() {
    return running;
  }

  /** Calls that wait. */
  public int queued() {
    return queues.values().stream().mapToInt(Deque::size).sum();
  }

  /** In a full queue the youngest of a lower priority gives its place to a higher one. */
  private boolean gaveWay(Priority priority) {
    Deque<Place> lower = queues.get(Priority.BACKGROUND);
    if (priority == Priority.BACKGROUND || lower.isEmpty()) {
      return false;
    }
    lower.getLast().refuse("somebody more urgent took the place");
    return true;
  }

  private void admitNext() {
    for (Deque<Place> queue : queues.values()) {
      if (running < limits.runningMax && !queue.isEmpty()) {
        queue.poll().admit();
      }
    }
  }

  /** Somebody's place, in the queue or inside. */
  public final class Place {

    private final Priority priority;
    private final Waiter waiter;
    private Runnable forgetTimeout = () -> { };
    private boolean inside;
    private boolean left;

    private Place(Priority priority, Waiter waiter) {
      this.priority = priority;
      this.waiter = waiter;
    }

    /** Gives the place back; repeatable. */
    public void leave() {
      if (left) {
        return;
      }
      left = true;
      forgetTimeout.run();
      if (inside) {
        running--;
        admitNext();
      } else {
        queues.get(priority).remove(this);
      }
    }

    private void admit() {
      forgetTimeout.run();
      inside = true;
      running++;
      waiter.admitted();
    }

    private void refuse(String why) {
      if (!inside && !left) {
        leave();
        waiter.refused(new MeshException(MeshError.OVERLOADED, why));
      }
    }
  }
}
