package io.xiaozhimesh.ingress.internal;

/**
 * How an answer is played.
 *
 * @param frameDurationMs length of one packet
 * @param leadFrames how many packets the device holds ahead of what it plays; small, because they sound on after an
 *     interruption, and old firmware has short queues
 * @param startGapMs from {@code tts start} to the first packet: the device flushes its queue when it begins to speak
 * @param tailMs from the end of the sound on the device to {@code tts stop}
 * @param bufferFrames how many packets may wait here; the credit that tts gets
 * @param stallMs the turn ends when a packet that is due has not come for so long
 */
public record PlayoutRules(int frameDurationMs, int leadFrames, long startGapMs, long tailMs, int bufferFrames,
    long stallMs) {
}
