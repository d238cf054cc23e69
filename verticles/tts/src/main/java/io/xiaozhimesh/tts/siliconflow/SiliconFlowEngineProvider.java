package io.xiaozhimesh.tts.siliconflow;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers SiliconFlow where a key is configured. */
public final class SiliconFlowEngineProvider implements TtsEngineProvider {

  private static final String NAME = "siliconflow";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    SiliconFlowOptions options = SiliconFlowOptions.from(section);
    return options.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new SiliconFlowService(options)));
  }
}
