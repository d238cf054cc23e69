package io.xiaozhimesh.dialogue.presets;

import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * Groq (<a href="https://console.groq.com/docs/openai">reference</a>).
 */
public final class GroqProvider extends CompatibleProvider {

  public GroqProvider() {
    super("groq", Preset.of("https://api.groq.com/openai/v1", "llama-3.3-70b-versatile"));
  }
}
