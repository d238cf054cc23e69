package io.xiaozhimesh.tts.remote;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * Deadlines in milliseconds.
 *
 * @param connectMs until the connection stands
 * @param firstByteMs from the request to the first byte of sound, connecting included
 * @param idleMs between two bytes of sound
 * @param totalMs from the request to the last byte
 */
public record Waits(int connectMs, int firstByteMs, int idleMs, int totalMs) {

  /** Until the connection stands, in milliseconds. */
  public static final int DEFAULT_CONNECT_MS = 2_000;
  /** Until the first byte, in milliseconds. */
  public static final int DEFAULT_FIRST_BYTE_MS = 2_000;
  /** Between two bytes, in milliseconds. */
  public static final int DEFAULT_IDLE_MS = 3_000;
  /** Until the last byte, in milliseconds. */
  public static final int DEFAULT_TOTAL_MS = 30_000;

  /** Reads the four keys of a section. */
  public static Waits from(OptionsReader in) {
    return new Waits(
        in.integer("connectMs", DEFAULT_CONNECT_MS, 50, 60_000),
        in.integer("firstByteMs", DEFAULT_FIRST_BYTE_MS, 50, 60_000),
        in.integer("idleMs", DEFAULT_IDLE_MS, 50, 60_000),
        in.integer("totalMs", DEFAULT_TOTAL_MS, 50, 300_000));
  }
}
