package io.xiaozhimesh.tts.minimax;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers MiniMax where a key is configured. */
public final class MiniMaxEngineProvider implements TtsEngineProvider {

  private static final String NAME = "minimax";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    MiniMaxOptions options = MiniMaxOptions.from(section);
    return options.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new MiniMaxService(options)));
  }
}
