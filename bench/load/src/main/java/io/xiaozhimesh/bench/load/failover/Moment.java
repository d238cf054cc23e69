package io.xiaozhimesh.bench.load.failover;

import io.xiaozhimesh.protocol.bus.Role;
import java.util.List;

/** Where a turn stands, and who is at work then. */
public enum Moment {

  /** In the middle of a word of the person. */
  LISTENING(List.of(Role.VAD, Role.ASR), 300, 2_200),
  /** Between the end of the utterance and its transcript. */
  RECOGNISING(List.of(Role.ASR, Role.VAD), 0, 350),
  /** Between the transcript and the first sentence. */
  THINKING(List.of(Role.DIALOGUE, Role.TTS), 0, 500),
  /** While a tool runs. */
  TOOL(List.of(Role.DIALOGUE, Role.PLUGINS), 50, 1_000),
  /** In the middle of a sentence of the answer. */
  SPEAKING(List.of(Role.TTS, Role.DIALOGUE), 100, 2_500);

  private final List<Role> workers;
  private final int fromMs;
  private final int toMs;

  Moment(List<Role> workers, int fromMs, int toMs) {
    this.workers = workers;
    this.fromMs = fromMs;
    this.toMs = toMs;
  }

  /** Whose loss is to be tried. */
  List<Role> workers() {
    return workers;
  }

  /** How long it must have lasted at least before somebody is struck, in milliseconds. */
  int fromMs() {
    return fromMs;
  }

  /** And at most; dialogue is not at work for long after the first sentence. */
  int toMs(Role stage) {
    return this == SPEAKING && stage == Role.DIALOGUE ? fromMs + 400 : toMs;
  }
}
