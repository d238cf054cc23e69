package io.xiaozhimesh.tts.openai;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers the remote service when its address is configured. */
public final class OpenAiEngineProvider implements TtsEngineProvider {

  private static final String NAME = "openai";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    OpenAiOptions options = OpenAiOptions.from(section);
    return options.remote().url().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new OpenAiService(options)));
  }
}
