package io.xiaozhimesh.ota.glm;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ota.openai.CompatibleVisionProvider;

/**
 * Provider {@code chatglm}: GLM-4V of Zhipu
 * (<a href="https://docs.bigmodel.cn/cn/guide/models/free/glm-4.6v-flash">reference</a>). It thinks unless it is told not
 * to, which costs more time than a device waits for.
 */
public final class GlmVisionProvider extends CompatibleVisionProvider {

  public GlmVisionProvider() {
    super("chatglm", "https://open.bigmodel.cn/api/paas/v4", "glm-4.6v-flash",
        JsonObject.of("thinking", JsonObject.of("type", "disabled")));
  }
}
