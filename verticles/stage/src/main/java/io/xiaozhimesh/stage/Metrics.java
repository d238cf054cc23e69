package io.xiaozhimesh.stage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Supplier;

/**
 * Counters, times and gauges under the names {@code mesh.<stage>.<thing>.<unit>}. Tag values come from closed sets
 * only: never a session, a device or a text. Thread-safe.
 */
public final class Metrics {

  private final MeterRegistry registry;

  /** Records into the given registry. */
  public Metrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Records into memory only. */
  public static Metrics inMemory() {
    return new Metrics(new SimpleMeterRegistry());
  }

  /** Counts one event. Tags are key, value, key, value, … */
  public void count(String name, String... tags) {
    registry.counter(name, tags).increment();
  }

  /** How often this was counted, for tests and reports. */
  public long counted(String name, String... tags) {
    return (long) registry.counter(name, tags).count();
  }

  /** Records a duration whose name ends in {@code .ms}. */
  public void recordMs(String name, double ms, String... tags) {
    DistributionSummary.builder(name).tags(tags).baseUnit("milliseconds")
        .publishPercentiles(0.5, 0.95, 0.99).register(registry).record(ms);
  }

  /** Shows a value that is read when somebody looks. The supplier is held as long as the registry lives. */
  public void gauge(String name, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).tags(tags).register(registry);
  }

  /** The registry itself, for exporters. */
  public MeterRegistry registry() {
    return registry;
  }
}
