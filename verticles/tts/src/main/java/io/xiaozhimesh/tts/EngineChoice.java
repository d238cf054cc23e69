package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.MeshClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which engines to ask for a sentence, in which order: the configured order without those that do not know the
 * language. An engine that failed several times in a row is asked last for a while, so that a dead service does not
 * delay every sentence. Used on one context.
 */
final class EngineChoice {

  /** Failures in a row after which an engine is asked last. */
  static final int FAILURES_IN_A_ROW_MAX = 3;

  /** For how long, in milliseconds. */
  static final long REST_MS = 15_000;

  private record Trouble(int failures, long sinceMs) {
  }

  private final List<TtsEngine> engines;
  private final MeshClock clock;
  private final Map<String, Trouble> troubles = new HashMap<>();

  EngineChoice(List<TtsEngine> engines, MeshClock clock) {
    this.engines = List.copyOf(engines);
    this.clock = clock;
  }

  List<TtsEngine> candidates(String language) {
    List<TtsEngine> well = new ArrayList<>();
    List<TtsEngine> resting = new ArrayList<>();
    for (TtsEngine engine : engines) {
      if (engine.supports(language)) {
        (rests(engine.name()) ? resting : well).add(engine);
      }
    }
    well.addAll(resting);
    return well;
  }

  void succeeded(String engine) {
    troubles.remove(engine);
  }

  void failed(String engine) {
    Trouble before = troubles.getOrDefault(engine, new Trouble(0, 0));
    troubles.put(engine, new Trouble(before.failures + 1, clock.nowMs()));
  }

  private boolean rests(String engine) {
    Trouble trouble = troubles.get(engine);
    return trouble != null && trouble.failures >= FAILURES_IN_A_ROW_MAX && clock.nowMs() - trouble.sinceMs < REST_MS;
  }
}
