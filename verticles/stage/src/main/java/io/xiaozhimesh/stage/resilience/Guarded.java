package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.cache.CacheKey;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.Locale;

/**
 * A provider with its guard: limit, breaker, and what is known of it. A local one has its own capacity and is neither
 * limited nor left alone. Not thread-safe.
 *
 * @param <T> the stage's interface
 */
public final class Guarded<T> {

  /**
   * What is known of a provider.
   *
   * @param name what the configuration calls it
   * @param type its class's name
   * @param local whether it computes on this machine
   * @param state "closed", "open" or "half_open"
   * @param opensInMs milliseconds until an open breaker lets one call through
   * @param running calls that run
   * @param queued calls that wait
   * @param succeeded calls that succeeded
   * @param failed calls that failed
   * @param firstP50Ms median time to the first output of the last calls, or -1
   * @param firstP99Ms the same that 99 % did not exceed, or -1
   * @param lastFailure what went wrong last, or ""
   */
  public record Status(
      String name,
      String type,
      boolean local,
      String state,
      long opensInMs,
      int running,
      int queued,
      long succeeded,
      long failed,
      int firstP50Ms,
      int firstP99Ms,
      String lastFailure) {
  }

  private final ProviderSpec spec;
  private final boolean local;
  private final String fingerprint;
  private final T provider;
  private final Gate gate;
  private final CircuitBreaker breaker;
  private final Latencies latencies = new Latencies();
  private Runnable whenIdle;
  private int running;
  private long succeeded;
  private long failed;
  private String lastFailure = "";

  /**
   * @param spec how the configuration describes it
   * @param local whether it computes on this machine
   * @param provider itself
   */
  public Guarded(ProviderSpec spec, boolean local, T provider, GuardRules rules, Timers timers) {
    this.spec = spec;
    this.local = local;
    this.fingerprint = new CacheKey().add(spec.name()).add(spec.type()).add(spec.section().settingsText()).hex();
    this.provider = provider;
    this.gate = new Gate(rules.limits(), timers);
    this.breaker = new CircuitBreaker(rules.breaker());
  }

  /** What the configuration calls it. */
  public String name() {
    return spec.name();
  }

  /** Whether it computes on this machine. */
  public boolean local() {
    return local;
  }

  /** Whether this specification describes it. */
  boolean isMadeOf(ProviderSpec other) {
    return spec.name().equals(other.name()) && spec.type().equals(other.type()) && spec.weight() == other.weight()
        && spec.section().hasSameSettings(other.section());
  }

  /** Stands for all of its settings, and tells none of them. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Itself. */
  public T provider() {
    return provider;
  }

  int weight() {
    return spec.weight();
  }

  /** When it is left alone. */
  public CircuitBreaker breaker() {
    return breaker;
  }

  boolean mayBeAsked(long nowMs) {
    return local || breaker.tryEnter(nowMs);
  }

  Gate gate() {
    return gate;
  }

  void used() {
    running++;
  }

  void firstOutput(long ms) {
    latencies.add(ms);
  }

  void succeeded() {
    succeeded++;
    if (!local) {
      breaker.succeeded();
    }
  }

  /** @param again whether the same request has failed here before: then its breaker does not count it */
  void failed(MeshException failure, long nowMs, boolean again) {
    failed++;
    lastFailure = failure.error() + ": " + failure.getMessage();
    boolean nothingNew = again && failure.retryAfterMs() == 0 && breaker.state(nowMs) == CircuitBreaker.State.CLOSED;
    if (!local && !nothingNew) {
      breaker.failed(failure, nowMs);
    }
  }

  void released() {
    breaker.released();
  }

  void unused() {
    running--;
    retireIfIdle();
  }

  /** It is asked no more; what is under way goes on, and then this runs, once. */
  public void retire(Runnable close) {
    whenIdle = close;
    retireIfIdle();
  }

  private void retireIfIdle() {
    if (running == 0 && whenIdle != null) {
      Runnable close = whenIdle;
      whenIdle = null;
      close.run();
    }
  }

  /** What is known of it now. */
  public Status status(long nowMs) {
    return new Status(spec.name(), spec.type(), local, breaker.state(nowMs).name().toLowerCase(Locale.ROOT),
        breaker.opensInMs(nowMs), running - gate.queued(), gate.queued(), succeeded, failed,
        latencies.quantile(0.5), latencies.quantile(0.99), lastFailure);
  }
}
