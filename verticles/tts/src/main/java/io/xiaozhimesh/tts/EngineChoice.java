package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.MeshClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which engines to ask for a sentence, in which order: the one that the voice names, then the configured order, without
 * those that do not know the language. An engine that failed several times in a row is asked last for a while, so that a dead service does not
 * delay every sentence. Used on one context.
 */
final class EngineChoice {

  /** Failures in a row after which an engine is asked last. */
  static final int FAILURES_IN_A_ROW_MAX = 3;

  /** For how long, in milliseconds. */
  static final long REST_MS = 15_000;

  private record Trouble(int failures, long sinceMs) {
  }

  /**
   * A voice as agents name it.
   *
   * @param engine who is asked first, or "" for the configured order
   * @param voice for that engine, or for all where there is none
   */
  record Wanted(String engine, String voice) {

    /** The voice for this engine: another one does not know it. */
    String voiceFor(String name) {
      return engine.isEmpty() || engine.equals(name) ? voice : "";
    }
  }

  private final List<TtsEngine> engines;
  private final List<String> order;
  private final MeshClock clock;
  private final Map<String, Trouble> troubles = new HashMap<>();

  /**
   * @param engines all that there are
   * @param order names of those that are asked without being wanted
   */
  EngineChoice(List<TtsEngine> engines, List<String> order, MeshClock clock) {
    this.engines = List.copyOf(engines);
    this.order = List.copyOf(order);
    this.clock = clock;
  }

  /** Reads a voice: what stands before its first slash is an engine if there is one of that name. */
  Wanted wanted(String voice) {
    int slash = voice.indexOf('/');
    String engine = slash < 0 ? "" : voice.substring(0, slash);
    return find(engine).isPresent() ? new Wanted(engine, voice.substring(slash + 1)) : new Wanted("", voice);
  }

  List<TtsEngine> candidates(String language, Wanted wanted) {
    Set<String> names = new LinkedHashSet<>();
    names.add(wanted.engine);
    names.addAll(order);
    List<TtsEngine> well = new ArrayList<>();
    List<TtsEngine> resting = new ArrayList<>();
    for (String name : names) {
      find(name).filter(engine -> engine.supports(language))
          .ifPresent(engine -> (rests(engine.name()) ? resting : well).add(engine));
    }
    well.addAll(resting);
    return well;
  }

  private Optional<TtsEngine> find(String name) {
    return engines.stream().filter(engine -> engine.name().equals(name)).findFirst();
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
