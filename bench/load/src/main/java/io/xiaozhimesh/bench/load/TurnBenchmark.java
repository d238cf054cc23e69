package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import java.util.ArrayList;
import java.util.List;

/** Our own overhead per turn: everything that is neither endpointing nor engine. */
final class TurnBenchmark implements Benchmark {

  /** Limit of p99 with one session, in milliseconds. */
  static final double ALONE_P99_MS = 20;

  /** Limit of p99 with up to 200 sessions, in milliseconds. */
  static final double CROWD_P99_MS = 60;

  private static final int CROWD_SESSIONS = 200;
  private static final String QUESTION = "what time is it";

  @Override
  public String name() {
    return "turn";
  }

  @Override
  public String description() {
    return "own overhead per spoken turn with scripted engines, 1 and 200 sessions: p99 at most 20 ms and 60 ms";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    SpeechClip question = SpeechClip.of(QUESTION, SpokenSentence.of(QUESTION));
    List<Measure> measures = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    // A cached sentence would skip the scripted voice and its stated time.
    JsonObject tts = new JsonObject().put("cache", new JsonObject().put("entriesMax", 0));
    for (int sessions : settings.sessionsOr(1, CROWD_SESSIONS)) {
      settings.progress().accept("turn: " + sessions + " sessions");
      try (BenchTarget target = BenchTarget.of(settings, tts)) {
        TurnLoad load = new TurnLoad(target, sessions, limitMs(settings, sessions));
        load.run(settings, question);
        measures.addAll(load.measures());
        shares.add(load.unanswered());
      }
    }
    return new BenchReport(name(), Conditions.of(settings), measures, shares);
  }

  private static double limitMs(BenchSettings settings, int sessions) {
    if (!settings.ownMesh() || sessions > CROWD_SESSIONS) {
      return Double.POSITIVE_INFINITY;
    }
    return sessions == 1 ? ALONE_P99_MS : CROWD_P99_MS;
  }
}
