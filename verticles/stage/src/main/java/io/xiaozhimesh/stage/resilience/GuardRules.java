package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * How a stage treats its remote providers; the section {@code resilience} of a stage.
 *
 * @param limits calls of one provider at once
 * @param times deadlines of one call
 * @param tries further tries
 * @param breaker when a provider is left alone
 * @param probeMs how often a provider that is left alone is probed; 0 for never
 */
public record GuardRules(Gate.Limits limits, Times times, Tries tries, CircuitBreaker.Rules breaker, int probeMs) {

  /**
   * Deadlines of one call in milliseconds, as the stage sees it; how long a connection may take is the provider's own.
   *
   * @param firstMs to the first output
   * @param idleMs between two outputs
   * @param totalMs to the end
   * @param hedgeMs without any output after which the next of the chain is asked as well; 0 for never
   */
  public record Times(int firstMs, int idleMs, int totalMs, int hedgeMs) {
  }

  /**
   * Further tries before the first output.
   *
   * @param max how often those that failed are asked again once the chain is at its end
   * @param backoff how long to wait before
   */
  public record Tries(int max, Backoff backoff) {
  }

  /** Errors in a row that open a breaker. */
  public static final int DEFAULT_ERRORS_MAX = 5;
  /** How long it stays open, in milliseconds. */
  public static final int DEFAULT_OPEN_MS = 300_000;
  /** Milliseconds between two probes. */
  public static final int DEFAULT_PROBE_MS = 30_000;
  /** Rounds of further tries. */
  public static final int DEFAULT_TRIES_MAX = 2;
  /** Milliseconds before the first further try. */
  public static final int DEFAULT_BACKOFF_MS = 100;
  /** Longest wait before a further try, in milliseconds. */
  public static final int DEFAULT_BACKOFF_MS_MAX = 1_000;

  /** The stage's own defaults, with those that all stages share. */
  public static GuardRules of(Gate.Limits limits, Times times) {
    return new GuardRules(limits, times,
        new Tries(DEFAULT_TRIES_MAX, new Backoff(DEFAULT_BACKOFF_MS, DEFAULT_BACKOFF_MS_MAX)),
        new CircuitBreaker.Rules(DEFAULT_ERRORS_MAX, DEFAULT_OPEN_MS), DEFAULT_PROBE_MS);
  }

  /** Reads a section {@code resilience} over these rules. */
  public GuardRules read(OptionsReader in) {
    return new GuardRules(
        new Gate.Limits(
            in.integer("concurrentMax", limits.runningMax(), 1, 100_000),
            in.integer("queuedMax", limits.queuedMax(), 0, 100_000),
            in.integer("queueMs", limits.queueMs(), 1, 600_000)),
        new Times(
            in.integer("firstMs", times.firstMs, 10, 600_000),
            in.integer("idleMs", times.idleMs, 10, 600_000),
            in.integer("totalMs", times.totalMs, 10, 3_600_000),
            in.integer("hedgeMs", times.hedgeMs, 0, 600_000)),
        new Tries(
            in.integer("retries", tries.max, 0, 20),
            new Backoff(
                in.integer("backoffMs", tries.backoff.baseMs(), 1, 60_000),
                in.integer("backoffMsMax", tries.backoff.maxMs(), 1, 600_000))),
        new CircuitBreaker.Rules(
            in.integer("errorsMax", breaker.errorsMax(), 1, 1_000),
            in.integer("openMs", breaker.openMs(), 100, 86_400_000)),
        in.integer("probeMs", probeMs, 0, 86_400_000));
  }
}
