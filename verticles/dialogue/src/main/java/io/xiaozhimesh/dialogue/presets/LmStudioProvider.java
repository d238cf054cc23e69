package io.xiaozhimesh.dialogue.presets;

import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * LM Studio (<a href="https://lmstudio.ai/docs/developer/openai-compat">reference</a>).
 * Without a model, the one that is loaded answers.
 */
public final class LmStudioProvider extends CompatibleProvider {

  public LmStudioProvider() {
    super("lmstudio", Preset.of("http://localhost:1234/v1", ""));
  }
}
