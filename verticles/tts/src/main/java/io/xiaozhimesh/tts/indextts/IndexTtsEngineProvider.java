package io.xiaozhimesh.tts.indextts;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers an IndexTTS server where its address is configured. */
public final class IndexTtsEngineProvider implements TtsEngineProvider {

  private static final String NAME = "indextts";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    IndexTtsOptions options = IndexTtsOptions.from(section);
    return options.remote().url().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new IndexTtsService(options)));
  }
}
