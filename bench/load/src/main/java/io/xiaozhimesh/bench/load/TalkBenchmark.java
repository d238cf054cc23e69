package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.engines.ScriptedSpeech;
import java.util.ArrayList;
import java.util.List;

/** Devices in full conversation: a fifth of the time they speak, half of it they listen, the rest they hear. */
final class TalkBenchmark implements Benchmark {

  private static final int FIRST_KNEE_STEP = 25;
  private static final int KNEE_STEPS_MAX = 8;
  private static final double LATE_PERCENT = 1;
  private static final int ANSWER_S = 3;

  @Override
  public String name() {
    return "talk";
  }

  @Override
  public String description() {
    return "devices in full conversation: time from last voiced sample to first audible one, late packets; knee: --devices auto";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    JsonObject scripted = Ground.hearing(ScriptedSpeech.question(ANSWER_S))
        .put("tts", new JsonObject().put("cache", new JsonObject().put("entriesMax", 0)));
    List<Measure> measures = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    JsonObject figures = new JsonObject();
    try (Ground ground = Ground.of(settings, scripted)) {
      if (settings.findKnee()) {
        figures.put("knee", knee(ground, settings, measures, shares));
      } else {
        for (int devices : settings.sessionsOr(settings.profile().talking())) {
          TalkLoad load = new TalkLoad(ground, settings, devices);
          load.run();
          measures.addAll(load.measures());
          shares.addAll(load.shares());
        }
      }
      figures.mergeIn(ground.figures());
      return new BenchReport(name(), ground.conditions().put("periodMs", TalkLoad.PERIOD_MS), measures, shares, figures);
    }
  }

  /** Doubles the devices until more than 1 % of packets are late or the p99 has doubled; the last number before it. */
  private static JsonObject knee(Ground ground, BenchSettings settings, List<Measure> measures, List<Share> shares) {
    JsonArray steps = new JsonArray();
    double firstP99 = 0;
    int kept = 0;
    int devices = FIRST_KNEE_STEP;
    String why = "not reached";
    for (int step = 0; step < KNEE_STEPS_MAX && why.equals("not reached"); step++, devices *= 2) {
      TalkLoad load = new TalkLoad(ground, settings, devices);
      load.run();
      measures.addAll(load.measures());
      shares.addAll(load.shares());
      double p99 = load.ear().percentileMs(99);
      firstP99 = step == 0 ? p99 : firstP99;
      steps.add(new JsonObject().put("devices", devices).put("p99", p99).put("latePercent", load.late().percent())
          .put("unansweredPercent", load.unanswered().percent()));
      why = verdict(load, p99, firstP99);
      kept = why.equals("not reached") ? devices : kept;
    }
    return new JsonObject().put("devices", kept).put("because", why).put("steps", steps);
  }

  private static String verdict(TalkLoad load, double p99, double firstP99) {
    if (load.late().percent() > LATE_PERCENT) {
      return "more than 1 % of packets late";
    } else if (load.unanswered().percent() > LATE_PERCENT) {
      return "more than 1 % of turns unanswered";
    }
    return p99 > 2 * firstP99 ? "p99 more than twice that of " + FIRST_KNEE_STEP : "not reached";
  }
}
