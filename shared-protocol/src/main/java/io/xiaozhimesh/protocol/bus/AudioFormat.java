package io.xiaozhimesh.protocol.bus;

/**
 * The shape of an Opus stream.
 *
 * @param sampleRateHz 8000, 12000, 16000, 24000 or 48000
 * @param channels 1 or 2
 * @param frameDurationMs 5, 10, 20, 40, 60, 80, 100 or 120
 */
public record AudioFormat(int sampleRateHz, int channels, int frameDurationMs) {

  public AudioFormat {
    Checks.oneOf(sampleRateHz, "sampleRateHz", 8000, 12000, 16000, 24000, 48000);
    Checks.range(channels, "channels", 1, 2);
    Checks.oneOf(frameDurationMs, "frameDurationMs", 5, 10, 20, 40, 60, 80, 100, 120);
  }
}
