package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * How much one device may send. What is above is dropped; who keeps sending much more is closed with 1008.
 *
 * @param audioPerSecond binary messages per second, sustained
 * @param audioBurst binary messages at once
 * @param textPerSecond text messages per second, sustained; pings and fragments are counted apart by the same numbers
 * @param textBurst text messages at once
 */
public record FloodOptions(int audioPerSecond, int audioBurst, int textPerSecond, int textBurst) {

  /** Binary messages per second: desktop clients send frames of 20 ms, which is 50 per second. */
  public static final int DEFAULT_AUDIO_PER_SECOND = 60;
  /** Binary messages at once: what piles up in a stalled network, and the wake word's audio. */
  public static final int DEFAULT_AUDIO_BURST = 120;
  /** Text messages per second. */
  public static final int DEFAULT_TEXT_PER_SECOND = 10;
  /** Text messages at once. */
  public static final int DEFAULT_TEXT_BURST = 40;

  private static final int MAX = 1_000_000;

  static FloodOptions from(OptionsReader in) {
    return new FloodOptions(
        in.integer("audioPerSecond", DEFAULT_AUDIO_PER_SECOND, 1, MAX),
        in.integer("audioBurst", DEFAULT_AUDIO_BURST, 1, MAX),
        in.integer("textPerSecond", DEFAULT_TEXT_PER_SECOND, 1, MAX),
        in.integer("textBurst", DEFAULT_TEXT_BURST, 1, MAX));
  }
}
