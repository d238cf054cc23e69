package io.xiaozhimesh.dialogue.gemini;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.ServiceAddress;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * Which model, and how long it may take.
 *
 * @param baseUrl of the service, with its version
 * @param apiKey secret
 * @param model which model where the agent names none
 * @param temperature 0 to 2; negative to leave it to the service
 * @param thinking whether the model may think before it answers as much as it likes
 * @param extra put into every request as it stands
 * @param limits how many connections, and how long it may take
 */
record GeminiOptions(
    String baseUrl,
    String apiKey,
    String model,
    double temperature,
    boolean thinking,
    JsonObject extra,
    ModelService.Limits limits) {

  static final String DEFAULT_BASE_URL = "https://generativelanguage.googleapis.com/v1beta";
  static final String DEFAULT_MODEL = "gemini-3.5-flash-lite";

  static GeminiOptions from(OptionsReader in) {
    String model = in.text("model", "").strip();
    return new GeminiOptions(
        ServiceAddress.baseUrl(in, DEFAULT_BASE_URL),
        in.text("apiKey", "").strip(),
        model.isEmpty() ? DEFAULT_MODEL : model,
        in.number("temperature", -1, -1, 2),
        in.flag("thinking", false),
        in.section("extra").json(),
        ModelService.Limits.from(in));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "GeminiOptions[baseUrl=" + baseUrl + ", model=" + model + ", temperature=" + temperature + ", thinking="
        + thinking + ", " + limits + ']';
  }
}
