package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import java.util.random.RandomGenerator;

/**
 * What all requests of a stage share.
 *
 * @param stage its name, for the counters
 * @param clock the only source of time
 * @param timers of the stage's context
 * @param metrics where outcomes are counted, as {@code mesh.provider.attempts}
 * @param random for weights and jitter
 */
public record RelayContext(String stage, MeshClock clock, Timers timers, Metrics metrics, RandomGenerator random) {

  long nowMs() {
    return clock.nowMs();
  }

  void count(String outcome, String provider) {
    metrics.count("mesh.provider.attempts", "stage", stage, "provider", provider, "outcome", outcome);
  }
}
