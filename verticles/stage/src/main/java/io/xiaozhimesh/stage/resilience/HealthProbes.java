package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tries providers whose breaker is open, with a request of its own that nobody waits for, so that they serve again before
 * their time is over. Who asked to be left alone is. Used on the stage's context.
 *
 * @param <T> the stage's interface
 */
public final class HealthProbes<T> {

  /** The smallest request of the stage. */
  @FunctionalInterface
  public interface Probe<T> {

    /**
     * Makes it.
     *
     * @param outcome told once on the stage's context: null when the provider works
     */
    void run(T provider, Consumer<MeshException> outcome);
  }

  private final RelayContext context;
  private final ProviderSet<T> providers;
  private final int everyMs;
  private final Probe<T> probe;
  private final Set<String> running = new HashSet<>();
  private Runnable forget = () -> { };

  /** @param everyMs between two probes of a provider; 0 for none at all */
  public HealthProbes(RelayContext context, ProviderSet<T> providers, int everyMs, Probe<T> probe) {
    this.context = context;
    this.providers = providers;
    this.everyMs = everyMs;
    this.probe = probe;
  }

  /** Begins. */
  public void start() {
    if (everyMs > 0) {
      forget = context.timers().after(everyMs, this::look);
    }
  }

  /** Ends; probes under way are not waited for. */
  public void stop() {
    forget.run();
  }

  private void look() {
    for (Guarded<T> member : providers.all()) {
      if (!member.local() && member.breaker().wantsProbe(context.nowMs()) && running.add(member.name())) {
        probe.run(member.provider(), failure -> done(member, failure));
      }
    }
    start();
  }

  private void done(Guarded<T> member, MeshException failure) {
    running.remove(member.name());
    context.count(failure == null ? "probe.good" : "probe.bad", member.name());
    if (failure == null) {
      member.breaker().probed();
    }
  }
}
