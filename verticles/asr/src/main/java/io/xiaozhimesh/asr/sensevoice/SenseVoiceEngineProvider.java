package io.xiaozhimesh.asr.sensevoice;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.buffered.BufferedEngine;
import io.xiaozhimesh.asr.buffered.DecodePool;
import io.xiaozhimesh.stage.OptionsReader;

/** Preferred wherever its files are in place. */
public final class SenseVoiceEngineProvider implements AsrEngineProvider {

  /** Its name in configuration and transcripts. */
  public static final String NAME = "sensevoice";

  private static final int RANK = 50;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int rank(OptionsReader section) {
    return SenseVoiceOptions.from(section).present() ? RANK : 0;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public AsrEngine create(OptionsReader section, EngineContext context) {
    SenseVoiceOptions options = SenseVoiceOptions.from(section);
    SenseVoiceModel model = SenseVoiceModel.load(options);
    DecodePool threads = new DecodePool("mesh-asr-sensevoice", options.decoders(), options.utterancesMax());
    return new BufferedEngine(NAME, threads, (pcm, language) -> model.recognise(pcm), context.metrics(),
        model::close);
  }
}
