package io.xiaozhimesh.tts.custom;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers a service that the configuration describes. */
public final class CustomEngineProvider implements TtsEngineProvider {

  private static final String NAME = "custom";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    CustomOptions options = CustomOptions.from(section);
    return options.remote().url().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new CustomService(options)));
  }
}
