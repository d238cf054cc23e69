package io.xiaozhimesh.dialogue.presets;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * Ollama on this machine or another (<a href="https://docs.ollama.com/api/openai-compatibility">reference</a>).
 * The field {@code reasoning_effort} is the only one that keeps a model from thinking over this interface.
 */
public final class OllamaProvider extends CompatibleProvider {

  public OllamaProvider() {
    super("ollama", Preset.of("http://localhost:11434/v1", "qwen3:4b")
        .quietBy(new JsonObject().put("reasoning_effort", "none")));
  }
}
