package io.xiaozhimesh.stage;

import io.xiaozhimesh.protocol.bus.CapacityOrigin;
import java.util.Locale;

/**
 * How many sessions a worker takes at once, and where that number comes from. Pure.
 *
 * @param sessions at least 1
 * @param from where it comes from
 */
public record WorkerCapacity(int sessions, CapacityOrigin from) {

  /** Of the time of its threads a worker gives away this much: the rest is for peaks and for whoever else computes here. */
  public static final double TIME_GIVEN = 0.5;

  /** Below this no measurement goes: it was made on a machine that had something else to do. */
  public static final int MEASURED_MIN = 32;

  /** Beyond this other bounds come first. */
  public static final int MEASURED_MAX = 2_000;

  /**
   * What was set, else what the measurement yields, else what is stated.
   *
   * @param configured sessions; 0 for not set
   * @param threads that work at the same time
   * @param nsPerS nanoseconds of one thread that a second of one session costs; 0 when it was not measured
   * @param stated sessions where nothing else is known
   */
  public static WorkerCapacity of(int configured, int threads, long nsPerS, int stated) {
    if (configured > 0) {
      return new WorkerCapacity(configured, CapacityOrigin.CONFIGURED);
    }
    if (nsPerS <= 0) {
      return new WorkerCapacity(stated, CapacityOrigin.STATED);
    }
    double sessions = TIME_GIVEN * threads * 1e9 / nsPerS;
    return new WorkerCapacity((int) Math.max(MEASURED_MIN, Math.min(MEASURED_MAX, sessions)), CapacityOrigin.MEASURED);
  }

  /** What to announce while so many leases are held. */
  public WorkerDirectory.Load load(int held) {
    return new WorkerDirectory.Load(sessions, held, (double) held / sessions, 0, from);
  }

  @Override
  public String toString() {
    return sessions + " (" + from.name().toLowerCase(Locale.ROOT) + ")";
  }
}
