package io.xiaozhimesh.launcher.top;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The turns of the last minute, mesh-wide: how many a second, how many failed, how long each stage took. Pure; not
 * thread-safe.
 */
public final class RecentTurns {

  /** How far back it looks. */
  public static final long WINDOW_MS = 60_000;
  /** Turns remembered; more a minute than this are counted from the latest. */
  static final int TURNS_MAX = 10_000;

  /** What each stage adds to the time between the speaker's last sound and the answer's first. */
  private static final Map<Role, ToIntFunction<TurnEnded>> TIMES = Map.of(
      Role.VAD, TurnEnded::endpointMs,
      Role.ASR, TurnEnded::asrFinalMs,
      Role.DIALOGUE, t -> t.firstTokenMs() < 0 || t.firstSentenceMs() < 0 ? -1 : t.firstTokenMs() + t.firstSentenceMs(),
      Role.TTS, TurnEnded::firstAudioMs,
      Role.INGRESS, TurnEnded::firstFrameMs);

  /** The steps of a turn in their order, under the names that they have in {@link TurnEnded}. */
  private static final Map<String, ToIntFunction<TurnEnded>> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("endpoint", TurnEnded::endpointMs);
    STEPS.put("asrFinal", TurnEnded::asrFinalMs);
    STEPS.put("firstToken", TurnEnded::firstTokenMs);
    STEPS.put("firstSentence", TurnEnded::firstSentenceMs);
    STEPS.put("firstAudio", TurnEnded::firstAudioMs);
    STEPS.put("firstFrame", TurnEnded::firstFrameMs);
  }

  private record Entry(TurnEnded turn, long atMs) {
  }

  private final Deque<Entry> turns = new ArrayDeque<>();

  /** A turn is over. */
  public void accept(TurnEnded turn, long nowMs) {
    turns.addLast(new Entry(turn, nowMs));
    if (turns.size() > TURNS_MAX) {
      turns.removeFirst();
    }
  }

  /**
   * As JSON: {@code windowMs}, {@code turns}, {@code failed}, {@code perSecond}, {@code stages} and
   * {@code steps}, both with p50, p95 and p99 in ms.
   */
  public JsonObject summary(long nowMs) {
    while (!turns.isEmpty() && nowMs - turns.getFirst().atMs > WINDOW_MS) {
      turns.removeFirst();
    }
    JsonObject stages = new JsonObject();
    for (Role role : Role.values()) {
      if (TIMES.containsKey(role)) {
        stages.put(role.key(), times(TIMES.get(role)));
      }
    }
    JsonObject steps = new JsonObject();
    STEPS.forEach((step, ms) -> steps.put(step, times(ms)));
    return new JsonObject().put("windowMs", WINDOW_MS).put("turns", turns.size())
        .put("failed", turns.stream().filter(e -> e.turn.outcome().equals("failed")).count())
        .put("perSecond", Math.round(turns.size() * 100_000.0 / WINDOW_MS) / 100.0)
        .put("stages", stages).put("steps", steps);
  }

  private JsonObject times(ToIntFunction<TurnEnded> of) {
    int[] sorted = turns.stream().mapToInt(e -> of.applyAsInt(e.turn)).filter(ms -> ms >= 0).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? new JsonObject()
        : new JsonObject().put("p50Ms", sorted[(sorted.length - 1) / 2]).put("p95Ms", sorted[(sorted.length - 1) * 95 / 100])
            .put("p99Ms", sorted[(sorted.length - 1) * 99 / 100]);
  }
}
