package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Vertx;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import java.util.List;

/** Says every sentence in {@link ToneCode}, a stated time after it was asked. */
final class ToneTtsEngine implements TtsEngine {

  static final String NAME = "tones";

  private static final int FIRST_AUDIO_MS = 150;

  private final Vertx vertx;

  ToneTtsEngine(Vertx vertx) {
    this.vertx = vertx;
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
    long timer = vertx.setTimer(FIRST_AUDIO_MS, fired -> {
      sink.pcm(ToneCode.sound(text), ToneCode.SAMPLE_RATE_HZ);
      sink.completed();
    });
    return () -> vertx.cancelTimer(timer);
  }

  @Override
  public void close() {
    // Timers that still run end with Vert.x.
  }
}
