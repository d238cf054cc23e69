package io.xiaozhimesh.bench.load.engines;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import java.util.Optional;

/** Offers the scripted voice. */
public final class ScriptedTtsEngineProvider implements TtsEngineProvider {

  /** From the sentence to its first sample, in milliseconds. */
  public static final int DEFAULT_FIRST_AUDIO_MS = 150;

  @Override
  public String name() {
    return ScriptedTtsEngine.NAME;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    return Optional.of(new ScriptedTtsEngine(context.vertx(),
        section.integer("firstAudioMs", DEFAULT_FIRST_AUDIO_MS, 0, 10_000)));
  }
}
