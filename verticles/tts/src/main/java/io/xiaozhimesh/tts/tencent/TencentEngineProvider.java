package io.xiaozhimesh.tts.tencent;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers Tencent Cloud where its keys are configured. */
public final class TencentEngineProvider implements TtsEngineProvider {

  private static final String NAME = "tencent";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    TencentOptions options = TencentOptions.from(section);
    return options.secretKey().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new TencentService(options, context.clock())));
  }
}
