package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Vertx;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import java.util.Arrays;
import java.util.List;

/** Says every sentence with sound of the length that it asks for, made beforehand, a stated time after it was asked. */
final class ScriptedTtsEngine implements TtsEngine {

  static final String NAME = "scripted";
  static final int SAMPLE_RATE_HZ = 16_000;

  private static final int SYLLABLES_PER_SECOND = 4;
  private static final double PITCH_HZ = 140;
  private static final int HARMONICS = 8;

  private final Vertx vertx;
  private final int firstAudioMs;
  private final short[] longest = sound(ScriptedSpeech.LONGEST_MS);

  ScriptedTtsEngine(Vertx vertx, int firstAudioMs) {
    this.vertx = vertx;
    this.firstAudioMs = firstAudioMs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(String language) {
    return true;
  }

  @Override
  public List<String> voices() {
    return List.of(NAME);
  }

  @Override
  public Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
    long timer = vertx.setTimer(Math.max(1, firstAudioMs), fired -> {
      int samples = SAMPLE_RATE_HZ / 1000 * ScriptedSpeech.lengthMs(text);
      sink.pcm(Arrays.copyOf(longest, samples), SAMPLE_RATE_HZ);
      sink.completed();
    });
    return () -> vertx.cancelTimer(timer);
  }

  @Override
  public void close() {
    // Timers that still run end with Vert.x.
  }

  /** A voice-like hum whose loudness rises and falls like syllables; loud from its first samples on. */
  static short[] sound(int durationMs) {
    short[] pcm = new short[SAMPLE_RATE_HZ / 1000 * durationMs];
    for (int i = 0; i < pcm.length; i++) {
      double seconds = (double) i / SAMPLE_RATE_HZ;
      double loudness = 0.55 + 0.45 * Math.cos(2 * Math.PI * SYLLABLES_PER_SECOND * seconds);
      double wave = 0;
      for (int h = 1; h <= HARMONICS; h++) {
        wave += Math.sin(2 * Math.PI * PITCH_HZ * h * seconds) / h;
      }
      pcm[i] = (short) (5_000 * loudness * wave);
    }
    return pcm;
  }
}
