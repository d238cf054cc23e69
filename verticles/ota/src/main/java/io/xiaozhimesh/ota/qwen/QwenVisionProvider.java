package io.xiaozhimesh.ota.qwen;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ota.openai.CompatibleVisionProvider;

/**
 * Provider {@code qwen}: Qwen-VL on Aliyun's DashScope
 * (<a href="https://help.aliyun.com/zh/model-studio/vision">reference</a>).
 */
public final class QwenVisionProvider extends CompatibleVisionProvider {

  public QwenVisionProvider() {
    super("qwen", "https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen3-vl-flash",
        JsonObject.of("enable_thinking", false));
  }
}
