package io.xiaozhimesh.dialogue.presets;

import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * ChatGLM of Zhipu (<a href="https://docs.bigmodel.cn/cn/guide/models/free/glm-4.7-flash">reference</a>).
 * The model named here costs nothing; it thinks unless it is told not to.
 */
public final class ChatGlmProvider extends CompatibleProvider {

  public ChatGlmProvider() {
    super("chatglm", Preset.of("https://open.bigmodel.cn/api/paas/v4", "glm-4.7-flash").quietBy(Preset.thinkingDisabled()));
  }
}
