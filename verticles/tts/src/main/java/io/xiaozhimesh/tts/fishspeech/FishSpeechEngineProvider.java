package io.xiaozhimesh.tts.fishspeech;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers a Fish Speech server, or Fish Audio, where its address is configured. */
public final class FishSpeechEngineProvider implements TtsEngineProvider {

  private static final String NAME = "fishspeech";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    FishSpeechOptions options = FishSpeechOptions.from(section);
    return options.remote().url().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new FishSpeechService(options)));
  }
}
