package io.xiaozhimesh.asr.aliyun;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.remote.HttpEngine;
import io.xiaozhimesh.stage.OptionsReader;

/** Aliyun's recognition of a sentence. */
public final class AliyunEngineProvider implements AsrEngineProvider {

  /** Its name in configuration and transcripts. */
  public static final String NAME = "aliyun";

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
    AliyunOptions options =
        AliyunOptions.from(section, "https://nls-gateway-cn-shanghai.aliyuncs.com/stream/v1/asr");
    NlsTokens tokens = new NlsTokens(context, options.access(), options.remote());
    return new HttpEngine(context, NAME, options.remote(), new AliyunService(options, tokens));
  }
}
