package io.xiaozhimesh.tts;

import java.util.List;

/** An engine under the name that the configuration gives it. */
record NamedEngine(String name, TtsEngine engine) implements TtsEngine {

  @Override
  public boolean supports(String language) {
    return engine.supports(language);
  }

  @Override
  public List<String> voices() {
    return engine.voices();
  }

  @Override
  public Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
    return engine.synthesise(text, language, voice, sink);
  }

  @Override
  public void warmUp() {
    engine.warmUp();
  }

  @Override
  public void close() {
    engine.close();
  }
}
