package io.xiaozhimesh.tts.linkerai;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers Linkerai where an access token is configured. */
public final class LinkeraiEngineProvider implements TtsEngineProvider {

  private static final String NAME = "linkerai";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    LinkeraiOptions options = LinkeraiOptions.from(section);
    return options.token().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new LinkeraiService(options)));
  }
}
