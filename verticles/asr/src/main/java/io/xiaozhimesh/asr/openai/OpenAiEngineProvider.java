package io.xiaozhimesh.asr.openai;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.remote.HttpEngine;
import io.xiaozhimesh.stage.OptionsReader;

/** Any service with {@code /audio/transcriptions}; its subclasses are services whose address is known. */
public class OpenAiEngineProvider implements AsrEngineProvider {

  private final String name;
  private final String url;
  private final String model;

  /** For the {@link java.util.ServiceLoader}. */
  public OpenAiEngineProvider() {
    this("openai", "", "whisper-1");
  }

  OpenAiEngineProvider(String name, String url, String model) {
    this.name = name;
    this.url = url;
    this.model = model;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int rank(OptionsReader section) {
    return 0;
  }

  @Override
  public final AsrEngine create(OptionsReader section, EngineContext context) {
    OpenAiOptions options = OpenAiOptions.from(section, url, model, !url.isEmpty());
    return new HttpEngine(context, name, options.remote(), new OpenAiService(options));
  }
}
