package io.xiaozhimesh.dialogue.presets;

import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * DeepSeek (<a href="https://api-docs.deepseek.com/api/create-chat-completion">reference</a>).
 * Its models think unless they are told not to.
 */
public final class DeepSeekProvider extends CompatibleProvider {

  public DeepSeekProvider() {
    super("deepseek", Preset.of("https://api.deepseek.com", "deepseek-v4-flash").quietBy(Preset.thinkingDisabled()));
  }
}
