package io.xiaozhimesh.stage.resilience;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tries each configured provider of a stage once, one after the other, with the smallest request there is.
 *
 * @param stage its name
 * @param vertx for the waiting; not an event loop of anybody else
 * @param clock the only source of time
 * @param make makes a provider, may block; empty when it is not offered
 * @param probe the smallest request
 * @param close releases a provider; may block
 * @param <T> the stage's interface
 */
public record Trials<T>(
    String stage,
    Vertx vertx,
    MeshClock clock,
    Function<ProviderSpec, Optional<T>> make,
    HealthProbes.Probe<T> probe,
    Consumer<T> close) {

  /** How long one provider may take, in milliseconds. */
  public static final int DEADLINE_MS = 20_000;

  /**
   * Tries them.
   *
   * @param used names that the chain of the stage has
   * @return never fails: what goes wrong is the outcome
   */
  public Future<List<Trial>> of(List<ProviderSpec> specs, Set<String> used) {
    Future<List<Trial>> all = Future.succeededFuture(new ArrayList<>());
    for (ProviderSpec spec : specs) {
      Trial.Subject subject = new Trial.Subject(stage, spec.name(), spec.type(), used.contains(spec.name()));
      all = all.compose(trials -> one(spec, subject).map(trial -> {
        trials.add(trial);
        return trials;
      }));
    }
    return all;
  }

  private Future<Trial> one(ProviderSpec spec, Trial.Subject subject) {
    return vertx.executeBlocking(() -> make.apply(spec), false)
        .compose(provider -> provider.map(there -> probed(there, subject))
            .orElseGet(() -> Future.succeededFuture(Trial.off(subject))))
        .otherwise(failure -> Trial.failed(subject, failure));
  }

  private Future<Trial> probed(T provider, Trial.Subject subject) {
    Promise<Trial> outcome = Promise.promise();
    long beganMs = clock.nowMs();
    vertx.runOnContext(v -> probe.run(provider, failure -> outcome.tryComplete(
        failure == null ? Trial.works(subject, clock.nowMs() - beganMs) : Trial.failed(subject, failure))));
    return outcome.future().timeout(DEADLINE_MS, TimeUnit.MILLISECONDS)
        .otherwise(failure -> Trial.failed(subject, failure instanceof TimeoutException
            ? new MeshException(MeshError.TIMEOUT, "no answer within " + DEADLINE_MS / 1_000 + " s") : failure))
        .eventually(() -> vertx.executeBlocking(() -> {
          close.accept(provider);
          return null;
        }, false));
  }
}
