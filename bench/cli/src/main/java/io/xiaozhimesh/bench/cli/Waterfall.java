package io.xiaozhimesh.bench.cli;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of one turn went inside the mesh, in milliseconds per step.
 *
 * @param steps by name in order; null where the step did not happen or nobody knows
 */
record Waterfall(Map<String, Integer> steps) {

  /** A server that does not tell. */
  static final Waterfall UNKNOWN = of(-1, -1, -1, -1, -1, -1);

  static Waterfall of(TurnEnded turn) {
    return of(turn.endpointMs(), turn.asrFinalMs(), turn.firstTokenMs(), turn.firstSentenceMs(), turn.firstAudioMs(),
        turn.firstFrameMs());
  }

  private static Waterfall of(int... ms) {
    List<String> names = List.of("endpoint", "asrFinal", "firstToken", "firstSentence", "firstAudio", "firstFrame");
    Map<String, Integer> steps = new LinkedHashMap<>();
    for (int i = 0; i < ms.length; i++) {
      steps.put(names.get(i), ms[i] < 0 ? null : Integer.valueOf(ms[i]));
    }
    return new Waterfall(steps);
  }

  JsonObject json() {
    return new JsonObject(new LinkedHashMap<>(steps));
  }

  /** "endpoint 402 · asrFinal 31 …"; empty when nothing is known. */
  String line() {
    List<String> known = new ArrayList<>();
    steps.forEach((name, ms) -> {
      if (ms != null) {
        known.add(name + ' ' + ms);
      }
    });
    return String.join(" · ", known);
  }
}
