package io.xiaozhimesh.dialogue.presets;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * vLLM (<a href="https://docs.vllm.ai/en/latest/features/reasoning_outputs.html">reference</a>).
 * Without a model, the one that is served answers. Tools need the server's {@code --enable-auto-tool-choice}.
 */
public final class VllmProvider extends CompatibleProvider {

  public VllmProvider() {
    super("vllm", Preset.of("http://localhost:8000/v1", "").quietBy(
        new JsonObject().put("chat_template_kwargs", new JsonObject().put("enable_thinking", false))));
  }
}
