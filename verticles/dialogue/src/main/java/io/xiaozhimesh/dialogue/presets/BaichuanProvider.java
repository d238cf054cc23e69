package io.xiaozhimesh.dialogue.presets;

import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * Baichuan (<a href="https://platform.baichuan-ai.com/docs/api">reference</a>).
 */
public final class BaichuanProvider extends CompatibleProvider {

  public BaichuanProvider() {
    super("baichuan", Preset.of("https://api.baichuan-ai.com/v1", "Baichuan4-Turbo"));
  }
}
