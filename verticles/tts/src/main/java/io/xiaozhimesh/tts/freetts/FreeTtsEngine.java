package io.xiaozhimesh.tts.freetts;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.BlockingSynthesis;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * FreeTTS with its 16 kHz voice "kevin16": American English, in this JVM. A voice is stateful, so each worker borrows
 * one; as many are made as are used at the same time, and no more than allowed.
 */
final class FreeTtsEngine implements TtsEngine {

  static final String NAME = "freetts";

  private static final String VOICE = "kevin16";
  private static final int WARM_UP_SENTENCES = 5;
  private static final String WARM_UP_TEXT = "It\u2019s fine today, 25\u00b0 at 10:30, with a light wind.";

  private final EngineContext context;
  private final Queue<Voice> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore permits;
  private volatile boolean closed;

  FreeTtsEngine(EngineContext context, int voicesMax) {
    this.context = context;
    this.permits = new Semaphore(voicesMax);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(String language) {
    return SpokenLanguage.primary(language).equals("en");
  }

  @Override
  public List<String> voices() {
    return List.of(VOICE);
  }

  @Override
  public Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
    return BlockingSynthesis.start(context.workers(), sink, output -> {
      if (text.length() > Limits.SENTENCE_CHARS_MAX) {
        throw new MeshException(MeshError.BAD_REQUEST, "the text is longer than a sentence may be");
      }
      speak(EnglishText.clean(text), output);
    });
  }

  @Override
  public void warmUp() {
    try {
      for (int i = 0; i < WARM_UP_SENTENCES; i++) {
        speak(EnglishText.clean(WARM_UP_TEXT), BlockingSynthesis.discarding());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Voice voice = idle.poll(); voice != null; voice = idle.poll()) {
      voice.deallocate();
    }
  }

  private void speak(String text, BlockingSynthesis output) throws InterruptedException {
    if (text.isEmpty()) {
      return;
    }
    permits.acquire();
    try {
      Voice voice = borrow();
      voice.setAudioPlayer(new PcmPlayer(output));
      voice.speak(text);
      giveBack(voice);
    } finally {
      permits.release();
    }
  }

  /** A voice that threw is not given back: its state is unknown. */
  private void giveBack(Voice voice) {
    if (closed) {
      voice.deallocate();
    } else {
      idle.add(voice);
    }
  }

  private Voice borrow() {
    Voice voice = idle.poll();
    return voice != null ? voice : newVoice();
  }

  private static Voice newVoice() {
    for (Voice voice : new KevinVoiceDirectory().getVoices()) {
      if (voice.getName().equals(VOICE)) {
        voice.allocate();
        return voice;
      }
    }
    throw new IllegalStateException("FreeTTS has no voice " + VOICE);
  }
}
