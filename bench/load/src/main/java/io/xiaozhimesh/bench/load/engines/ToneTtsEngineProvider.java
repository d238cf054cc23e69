package io.xiaozhimesh.bench.load.engines;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import java.util.Optional;

/** Offers the voice of tones; only by name. */
public final class ToneTtsEngineProvider implements TtsEngineProvider {

  @Override
  public String name() {
    return ToneTtsEngine.NAME;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    return Optional.of(new ToneTtsEngine(context.vertx()));
  }
}
