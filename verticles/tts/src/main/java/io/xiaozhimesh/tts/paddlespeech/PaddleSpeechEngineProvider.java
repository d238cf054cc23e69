package io.xiaozhimesh.tts.paddlespeech;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import io.xiaozhimesh.tts.remote.SocketEngine;
import java.util.Optional;

/** Offers a PaddleSpeech server where its address is configured; the address says how it is asked. */
public final class PaddleSpeechEngineProvider implements TtsEngineProvider {

  private static final String NAME = "paddlespeech";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    PaddleSpeechOptions options = PaddleSpeechOptions.from(section);
    if (options.remote().url().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(options.streams()
        ? new SocketEngine(context, NAME, options.remote(), new PaddleSpeechSockets(options))
        : new HttpEngine(context, NAME, options.remote(), new PaddleSpeechHttp(options)));
  }
}
