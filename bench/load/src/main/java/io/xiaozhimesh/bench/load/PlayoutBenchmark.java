package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Whether packets come at their time while many sessions speak. */
final class PlayoutBenchmark implements Benchmark {

  /** Limit of the share of packets more than 5 ms late, in percent, with up to 200 sessions. */
  static final double LATE_PERCENT = 0.5;

  private static final int SESSIONS = 200;

  @Override
  public String name() {
    return "playout";
  }

  @Override
  public String description() {
    return "packets more than 5 ms late with 200 speaking sessions: at most 0.5 %";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    List<Measure> measures = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    // The answer is the same every time: encoded once and then cached, so that playout is measured and not encoding.
    JsonObject tts = new JsonObject();
    for (int sessions : settings.sessionsOr(SESSIONS)) {
      settings.progress().accept("playout: " + sessions + " sessions");
      try (BenchTarget target = BenchTarget.of(settings, tts)) {
        double limit = settings.ownMesh() && sessions <= SESSIONS ? LATE_PERCENT : Double.POSITIVE_INFINITY;
        PlayoutLoad load = new PlayoutLoad(target, sessions, limit);
        load.run(settings);
        measures.add(load.lateness());
        shares.addAll(load.shares());
      }
    }
    return new BenchReport(name(), Conditions.of(settings), measures, shares);
  }
}
