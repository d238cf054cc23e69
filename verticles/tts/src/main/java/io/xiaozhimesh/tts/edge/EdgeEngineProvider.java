package io.xiaozhimesh.tts.edge;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.SocketEngine;
import java.util.Optional;

/** Offers the voices of the browser Edge, which need no key. */
public final class EdgeEngineProvider implements TtsEngineProvider {

  private static final String NAME = "edge";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    EdgeOptions options = EdgeOptions.from(section);
    return Optional.of(new SocketEngine(context, NAME, options.remote(), new EdgeService(options, context.clock())));
  }
}
