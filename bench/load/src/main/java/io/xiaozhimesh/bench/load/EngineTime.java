package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.bench.load.engines.ScriptedAsrEngineProvider;
import io.xiaozhimesh.bench.load.engines.ScriptedLanguageModelProvider;
import io.xiaozhimesh.bench.load.engines.ScriptedTtsEngineProvider;
import io.xiaozhimesh.protocol.bus.TurnEnded;

/** What remains of a turn when the engines' stated times are taken off. */
final class EngineTime {

  /** Time that the scripted engines take of each spoken turn, in milliseconds. */
  static final int SPOKEN_TURN_MS = ScriptedAsrEngineProvider.DEFAULT_DELAY_MS
      + ScriptedLanguageModelProvider.FIRST_TOKEN_MS + ScriptedTtsEngineProvider.DEFAULT_FIRST_AUDIO_MS;

  private EngineTime() {
  }

  /** Whether a turn was heard, answered and sounded. */
  static boolean isWhole(TurnEnded turn) {
    return turn.endpointMs() >= 0 && turn.asrFinalMs() >= 0 && turn.firstTokenMs() >= 0 && turn.firstSentenceMs() >= 0
        && turn.firstAudioMs() >= 0 && turn.firstFrameMs() >= 0;
  }

  /** From the endpoint to the first packet on the wire, without engines, in milliseconds. */
  static int overheadMs(TurnEnded turn) {
    return turn.asrFinalMs() + turn.firstTokenMs() + turn.firstSentenceMs() + turn.firstAudioMs()
        + turn.firstFrameMs() - SPOKEN_TURN_MS;
  }
}
