package io.xiaozhimesh.tts.gptsovits;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers a server that runs api_v2.py where its address is configured. */
public final class GptSoVitsV2EngineProvider implements TtsEngineProvider {

  private static final String NAME = "gpt-sovits-v2";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    GptSoVitsOptions options = GptSoVitsOptions.from(section);
    return options.remote().url().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(),
            new GptSoVitsService(options, GptSoVitsService.Api.V2)));
  }
}
