package io.xiaozhimesh.tts.doubao;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.SocketEngine;
import java.util.Optional;

/** Offers Doubao's bidirectional interface where an access token is configured. */
public final class DoubaoStreamEngineProvider implements TtsEngineProvider {

  private static final String NAME = "doubao-stream";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    DoubaoStreamOptions options = DoubaoStreamOptions.from(section);
    return options.token().isEmpty()
        ? Optional.empty()
        : Optional.of(new SocketEngine(context, NAME, options.remote(), new DoubaoStreamService(options)));
  }
}
