package io.xiaozhimesh.dialogue.claude;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.ServiceAddress;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * Which model, and how long it may take.
 *
 * @param url of the endpoint itself
 * @param apiKey secret
 * @param model which model where the agent names none
 * @param answerTokensMax of one answer
 * @param temperature 0 to 1; negative to leave it out, as the newer models want it
 * @param thinking whether the model may think before it answers
 * @param extra put into every request as it stands
 * @param limits how many connections, and how long it may take
 */
record ClaudeOptions(
    String url,
    String apiKey,
    String model,
    int answerTokensMax,
    double temperature,
    boolean thinking,
    JsonObject extra,
    ModelService.Limits limits) {

  static final String DEFAULT_BASE_URL = "https://api.anthropic.com";
  static final String DEFAULT_MODEL = "claude-haiku-5-5";
  static final int DEFAULT_ANSWER_TOKENS_MAX = 1_024;

  static ClaudeOptions from(OptionsReader in) {
    String base = ServiceAddress.baseUrl(in, DEFAULT_BASE_URL).replaceFirst("/v1$", "");
    String model = in.text("model", "").strip();
    return new ClaudeOptions(
        base + "/v1/messages",
        in.text("apiKey", "").strip(),
        model.isEmpty() ? DEFAULT_MODEL : model,
        in.integer("answerTokensMax", DEFAULT_ANSWER_TOKENS_MAX, 1, 100_000),
        in.number("temperature", -1, -1, 1),
        in.flag("thinking", false),
        in.section("extra").json(),
        ModelService.Limits.from(in));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClaudeOptions[url=" + url + ", model=" + model + ", answerTokensMax=" + answerTokensMax + ", thinking="
        + thinking + ", " + limits + ']';
  }
}
