package io.xiaozhimesh.ota.openai;

import io.vertx.core.json.JsonObject;

/** Provider {@code openai}: any service with chat completions and images, whose {@code url} and {@code model} are named. */
public final class OpenAiVisionProvider extends CompatibleVisionProvider {

  public OpenAiVisionProvider() {
    super("openai", "", "", new JsonObject());
  }
}
