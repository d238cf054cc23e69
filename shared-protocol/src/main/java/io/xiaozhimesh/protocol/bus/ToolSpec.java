package io.xiaozhimesh.protocol.bus;

/**
 * A tool as a model sees it.
 *
 * @param name letters, digits, "_" and "-" only: safe for every LLM API, reversible by the plugins stage
 * @param description what it does, for the model
 * @param inputSchemaJson JSON Schema of its arguments
 * @param effect may it be repeated
 * @param origin "builtin", "device", "iot", or who offers it
 */
public record ToolSpec(String name, String description, String inputSchemaJson, ToolEffect effect, String origin) {

  public ToolSpec {
    Checks.present(name, "name");
    Checks.present(description, "description");
    Checks.present(inputSchemaJson, "inputSchemaJson");
    Checks.present(effect, "effect");
    Checks.present(origin, "origin");
  }
}
