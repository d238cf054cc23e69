package io.xiaozhimesh.asr.tencent;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.remote.HttpEngine;
import io.xiaozhimesh.stage.OptionsReader;

/** Tencent Cloud's recognition of a sentence. */
public final class TencentEngineProvider implements AsrEngineProvider {

  /** Its name in configuration and transcripts. */
  public static final String NAME = "tencent";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int rank(OptionsReader section) {
    return 0;
  }

  @Override
  public AsrEngine create(OptionsReader section, EngineContext context) {
    TencentOptions options = TencentOptions.from(section);
    return new HttpEngine(context, NAME, options.remote(), new TencentService(options, context.clock()));
  }
}
