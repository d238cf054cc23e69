package io.xiaozhimesh.tts.cosyvoice;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.SocketEngine;
import java.util.Optional;

/** Offers CosyVoice of Aliyun's model studio where a key is configured. */
public final class CosyVoiceEngineProvider implements TtsEngineProvider {

  private static final String NAME = "cosyvoice";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    CosyVoiceOptions options = CosyVoiceOptions.from(section);
    return options.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new SocketEngine(context, NAME, options.remote(), new CosyVoiceService(options)));
  }
}
