package io.xiaozhimesh.dialogue.presets;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * Qwen on Aliyun's DashScope (<a href="https://help.aliyun.com/zh/model-studio/compatibility-of-openai-with-dashscope">reference</a>).
 * Outside of China its address is {@code https://dashscope-intl.aliyuncs.com/compatible-mode/v1}.
 */
public final class QwenProvider extends CompatibleProvider {

  public QwenProvider() {
    super("qwen", Preset.of("https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen-flash")
        .quietBy(new JsonObject().put("enable_thinking", false)));
  }
}
