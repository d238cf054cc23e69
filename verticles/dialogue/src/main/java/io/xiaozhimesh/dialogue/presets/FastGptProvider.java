package io.xiaozhimesh.dialogue.presets;

import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * An application of FastGPT (<a href="https://doc.fastgpt.io/docs/introduction/development/openapi/chat">reference</a>).
 * Its key names the application; it brings its own model and tools. Variables go into {@code extra.variables}.
 */
public final class FastGptProvider extends CompatibleProvider {

  public FastGptProvider() {
    super("fastgpt", Preset.of("https://api.fastgpt.in/api/v1", "").application());
  }
}
