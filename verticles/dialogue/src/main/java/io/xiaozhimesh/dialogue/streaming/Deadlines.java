package io.xiaozhimesh.dialogue.streaming;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * How long a call may take.
 *
 * @param connectMs to connect
 * @param firstTokenMs from the request to the first event
 * @param idleMs between two events
 * @param totalMs from the request to the end
 */
public record Deadlines(int connectMs, int firstTokenMs, int idleMs, int totalMs) {

  public static final int DEFAULT_CONNECT_MS = 2_000;
  public static final int DEFAULT_FIRST_TOKEN_MS = 4_000;
  public static final int DEFAULT_IDLE_MS = 5_000;
  public static final int DEFAULT_TOTAL_MS = 30_000;

  /** Reads the keys of these names. */
  public static Deadlines from(OptionsReader in) {
    return new Deadlines(
        in.integer("connectMs", DEFAULT_CONNECT_MS, 10, 60_000),
        in.integer("firstTokenMs", DEFAULT_FIRST_TOKEN_MS, 10, 300_000),
        in.integer("idleMs", DEFAULT_IDLE_MS, 10, 300_000),
        in.integer("totalMs", DEFAULT_TOTAL_MS, 10, 600_000));
  }
}
