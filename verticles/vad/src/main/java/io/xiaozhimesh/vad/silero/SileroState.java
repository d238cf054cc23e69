package io.xiaozhimesh.vad.silero;

/**
 * What one stream carries from window to window: the model's two recurrent vectors of 128 and the last 64 samples. All
 * zero for a fresh stream. 1.3 kB. Not thread-safe.
 */
public final class SileroState {

  static final int HIDDEN = 128;
  static final int CONTEXT = 64;

  final float[] recurrent = new float[2 * HIDDEN];
  final float[] context = new float[CONTEXT];
}
