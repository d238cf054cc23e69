package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.json.JsonObject;

/**
 * What is known of a service that speaks "chat completions", so that nobody has to write it down.
 *
 * @param baseUrl of the service; "" where the configuration has to name it
 * @param model which model where nobody names one; "" to leave it to the service
 * @param quiet what is put into a request so that the model answers without thinking first
 * @param tools whether it takes tools
 * @param repeatable whether asking twice does no harm
 * @param modelNeeded whether the configuration has to name a model
 */
public record Preset(
    String baseUrl,
    String model,
    JsonObject quiet,
    boolean tools,
    boolean repeatable,
    boolean modelNeeded) {

  /** Any service: everything stands in the configuration. */
  public static final Preset ANY = of("", "");

  /** A service with tools and without quirks. */
  public static Preset of(String baseUrl, String model) {
    return new Preset(baseUrl, model, new JsonObject(), true, true, false);
  }

  /** The same with these fields in each request, so that it does not think aloud or long before it answers. */
  public Preset quietBy(JsonObject fields) {
    return new Preset(baseUrl, model, fields, tools, repeatable, modelNeeded);
  }

  /** The same, but an application that runs tools of its own: it takes none of ours, and nothing is asked twice. */
  public Preset application() {
    return new Preset(baseUrl, model, quiet, false, false, modelNeeded);
  }

  /** The same, but its models have no names that are known beforehand. */
  public Preset modelNamedByUser() {
    return new Preset(baseUrl, model, quiet, tools, repeatable, true);
  }

  /** Thinking switched off as {@code thinking.type}, in the dialect of Ark, GLM and DeepSeek. */
  public static JsonObject thinkingDisabled() {
    return new JsonObject().put("thinking", new JsonObject().put("type", "disabled"));
  }
}
