package io.xiaozhimesh.tts.doubao;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers Doubao's one-shot interface where an access token is configured. */
public final class DoubaoEngineProvider implements TtsEngineProvider {

  private static final String NAME = "doubao";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    DoubaoOptions options = DoubaoOptions.from(section);
    return options.token().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new DoubaoService(options)));
  }
}
