package io.xiaozhimesh.tts.azure;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers Azure's voices where a key and a region are configured. */
public final class AzureEngineProvider implements TtsEngineProvider {

  private static final String NAME = "azure";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    AzureOptions options = AzureOptions.from(section);
    return options.key().isEmpty() || options.remote().url().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new AzureService(options)));
  }
}
