package io.xiaozhimesh.dialogue.presets;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * Xinference (<a href="https://inference.readthedocs.io/en/latest/user_guide/client_api.html">reference</a>).
 * The model is the UID with which it was launched.
 */
public final class XinferenceProvider extends CompatibleProvider {

  public XinferenceProvider() {
    super("xinference", Preset.of("http://localhost:9997/v1", "").modelNamedByUser().quietBy(
        new JsonObject().put("chat_template_kwargs", new JsonObject().put("enable_thinking", false))));
  }
}
