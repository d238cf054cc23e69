package io.xiaozhimesh.stage;

import java.util.concurrent.TimeUnit;

/** The only source of time for a stage, so that tests can hold it in their hands. Thread-safe. */
public interface MeshClock {

  /** Monotonic milliseconds; meaningful only as differences inside this JVM. */
  long nowMs();

  /** The same in nanoseconds, for what is too short for milliseconds. */
  default long nowNs() {
    return TimeUnit.MILLISECONDS.toNanos(nowMs());
  }

  /** Milliseconds since 1970, for what leaves the JVM. */
  long unixMs();

  /** The machine's clocks. */
  static MeshClock system() {
    return new MeshClock() {
      @Override
      public long nowMs() {
        return System.nanoTime() / 1_000_000;
      }

      @Override
      public long nowNs() {
        return System.nanoTime();
      }

      @Override
      public long unixMs() {
        return System.currentTimeMillis();
      }
    };
  }
}
