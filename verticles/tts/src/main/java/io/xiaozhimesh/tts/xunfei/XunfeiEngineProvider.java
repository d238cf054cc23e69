package io.xiaozhimesh.tts.xunfei;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.SocketEngine;
import java.util.Optional;

/** Offers Xunfei's voices where its keys are configured. */
public final class XunfeiEngineProvider implements TtsEngineProvider {

  private static final String NAME = "xunfei";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    XunfeiOptions options = XunfeiOptions.from(section);
    return options.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new SocketEngine(context, NAME, options.remote(), new XunfeiService(options, context.clock())));
  }
}
