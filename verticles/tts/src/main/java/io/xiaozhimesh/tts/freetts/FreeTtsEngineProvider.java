package io.xiaozhimesh.tts.freetts;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import java.util.Optional;

/** Offers FreeTTS on every machine. */
public final class FreeTtsEngineProvider implements TtsEngineProvider {

  /** Voices at the same time; each takes about 10 MB. */
  public static final int DEFAULT_VOICES_MAX = 4;

  @Override
  public String name() {
    return FreeTtsEngine.NAME;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    return Optional.of(new FreeTtsEngine(context, section.integer("voicesMax", DEFAULT_VOICES_MAX, 1, 64)));
  }
}
