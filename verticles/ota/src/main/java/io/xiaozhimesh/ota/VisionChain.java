package io.xiaozhimesh.ota;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.resilience.Gate;
import io.xiaozhimesh.stage.resilience.GuardRules;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.Priority;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.Relay;
import io.xiaozhimesh.stage.resilience.RelayContext;
import io.xiaozhimesh.stage.resilience.VertxTimers;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Those who explain photos as one: what one cannot answer is given to the next. Owned by the verticle, used on its
 * context.
 */
final class VisionChain implements Vision, ProviderAdmin {

  /** A photo has 28 s in all, because the device waits 30; each provider has a deadline of its own inside. */
  private static final GuardRules RULES =
      GuardRules.of(new Gate.Limits(8, 16, 5_000), new GuardRules.Times(27_000, 27_000, 27_000, 0));

  private final Context context;
  private final StageContext stage;
  private final VertxTimers timers;
  private final RelayContext relays;
  private final ProviderSet<Vision> set = new ProviderSet<>(Vision::close);

  /** Empty; {@link #apply(OtaOptions)} fills it. */
  VisionChain(Context context, StageContext stage) {
    this.context = context;
    this.stage = stage;
    this.timers = new VertxTimers(context);
    this.relays = new RelayContext("vision", stage.clock(), timers, stage.metrics(), new SplittableRandom());
  }

  /**
   * Puts the providers of these options in force.
   *
   * @throws IllegalArgumentException for a name that is unknown or a setting that is wrong
   */
  void apply(OtaOptions options) {
    VisionCatalogue catalogue = new VisionCatalogue(options, context.owner());
    set.install(set.make(catalogue.all(), set.all(), spec ->
        Optional.of(new Guarded<>(spec, false, catalogue.create(spec), RULES, timers))), options.visionChain());
  }

  /** Whether there is one to ask. */
  boolean isPresent() {
    return !set.order().isEmpty();
  }

  @Override
  public Future<String> explain(String question, byte[] image, String mediaType) {
    Promise<String> answer = Promise.promise();
    new Relay<>(relays, RULES, set.chain(set.order()), Priority.INTERACTIVE, new Relay.Request<Vision>() {
      @Override
      public Runnable begin(Vision vision, Relay<Vision>.Attempt attempt) {
        vision.explain(question, image, mediaType)
            .onFailure(failure -> attempt.failed(MeshException.of(failure)))
            .onSuccess(text -> {
              if (attempt.completed()) {
                answer.complete(text);
              }
            });
        return () -> { };
      }

      @Override
      public void failed(MeshException failure, String heard) {
        answer.fail(failure);
      }
    }).start();
    return answer.future();
  }

  @Override
  public Future<Void> close() {
    set.install(List.of(), List.of());
    return Future.succeededFuture();
  }

  @Override
  public Future<Picture> picture() {
    Promise<Picture> picture = Promise.promise();
    context.runOnContext(v -> picture.complete(new Picture(set.order(), set.status(stage.clock().nowMs()))));
    return picture.future();
  }

  @Override
  public Future<Picture> apply(JsonObject section) {
    Promise<Void> applied = Promise.promise();
    context.runOnContext(v -> {
      try {
        apply(OtaOptions.from(section));
        applied.complete();
      } catch (IllegalArgumentException e) {
        applied.fail(e);
      }
    });
    return applied.future().compose(v -> picture());
  }
}
