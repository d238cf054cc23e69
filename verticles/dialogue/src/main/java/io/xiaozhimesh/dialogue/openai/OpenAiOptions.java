package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.ServiceAddress;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * Which service, and how long it may take.
 *
 * @param url of the endpoint itself
 * @param apiKey bearer token, or "" for none; secret
 * @param model which model where the agent names none; "" to leave it to the service
 * @param temperature 0 to 2; negative to leave it to the service
 * @param extra put into every request as it stands
 * @param limits how many connections, and how long it may take
 * @param preset what is known of the service beforehand
 */
record OpenAiOptions(
    String url,
    String apiKey,
    String model,
    double temperature,
    JsonObject extra,
    ModelService.Limits limits,
    Preset preset) {

  private static final String PATH = "/chat/completions";

  static OpenAiOptions from(OptionsReader in, Preset preset) {
    String base = ServiceAddress.baseUrl(in, preset.baseUrl());
    String model = in.text("model", "").strip();
    if (model.isEmpty() && preset.modelNeeded()) {
      throw new IllegalArgumentException(in.path() + ".model is empty, should be the name under which the server has it");
    }
    return new OpenAiOptions(
        base.endsWith(PATH) ? base : base + PATH,
        in.text("apiKey", "").strip(),
        model.isEmpty() ? preset.model() : model,
        in.number("temperature", -1, -1, 2),
        quiet(in, preset).mergeIn(in.section("extra").json(), true),
        ModelService.Limits.from(in),
        preset);
  }

  /** What makes the model answer at once, unless it is to think. */
  private static JsonObject quiet(OptionsReader in, Preset preset) {
    boolean thinks = !preset.quiet().isEmpty() && in.flag("thinking", false);
    return thinks ? new JsonObject() : preset.quiet().copy();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "OpenAiOptions[url=" + url + ", model=" + model + ", temperature=" + temperature + ", " + limits + ']';
  }
}
