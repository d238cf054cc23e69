package io.xiaozhimesh.tts.aliyun;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.Optional;

/** Offers Aliyun's speech service where a project is configured. */
public final class AliyunEngineProvider implements TtsEngineProvider {

  private static final String NAME = "aliyun";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    AliyunOptions options = AliyunOptions.from(section);
    return options.appKey().isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpEngine(context, NAME, options.remote(), new AliyunService(options, context)));
  }
}
