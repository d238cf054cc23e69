package io.xiaozhimesh.tts.openai;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import java.util.Optional;

/** Offers the remote service when its address is configured. */
public final class OpenAiEngineProvider implements TtsEngineProvider {

  @Override
  public String name() {
    return OpenAiEngine.NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    OpenAiOptions options = OpenAiOptions.from(section);
    return options.url().isEmpty() ? Optional.empty() : Optional.of(new OpenAiEngine(context, options));
  }
}
