package io.xiaozhimesh.tts.sound;

/**
 * What frames are to be made.
 *
 * @param sampleRateHz 8000, 12000, 16000, 24000 or 48000
 * @param frameDurationMs 10, 20, 40 or 60
 * @param complexity of the encoder, 0 (cheap) to 10
 */
public record DownlinkShape(int sampleRateHz, int frameDurationMs, int complexity) {
}
