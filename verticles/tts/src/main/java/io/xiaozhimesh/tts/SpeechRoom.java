package io.xiaozhimesh.tts;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.resilience.RelayContext;
import io.xiaozhimesh.tts.internal.FrameMaker;
import io.xiaozhimesh.tts.internal.SpeechCache;
import io.xiaozhimesh.tts.sound.Sounds;
import java.util.concurrent.Executor;

/**
 * What all answers of one verticle share.
 *
 * @param stage bus, clock, metrics
 * @param options how to speak
 * @param choice which engine to ask
 * @param relays how it is asked
 * @param cache frames of short sentences
 * @param files the same on disk, of remote engines
 * @param codec makes encoders
 * @param encoders runs encoding
 * @param loop runs on the verticle's context
 * @param sounds opens what is played instead of spoken
 * @param readers reads and decodes it; its threads may block
 */
record SpeechRoom(
    StageContext stage,
    TtsOptions options,
    EngineChoice choice,
    RelayContext relays,
    SpeechCache cache,
    SpeechFiles files,
    OpusCodec codec,
    Executor encoders,
    Executor loop,
    Sounds sounds,
    Executor readers) {

  FrameMaker.Shape shape(AudioFormat downlink) {
    TtsOptions.Sentences s = options.sentences();
    return new FrameMaker.Shape(
        downlink.sampleRateHz(), downlink.frameDurationMs(), s.opusComplexity(), s.pauseMs());
  }

  long nowMs() {
    return stage.clock().nowMs();
  }

  void count(String name, String... tags) {
    stage.metrics().count(name, tags);
  }

  void send(String inbox, BusMessage message) {
    stage.bus().send(inbox, message);
  }
}
