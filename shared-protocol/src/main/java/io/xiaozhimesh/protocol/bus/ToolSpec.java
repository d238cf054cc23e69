package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * A tool as a model and a person meet it.
 *
 * @param name letters, digits, "_" and "-" only: safe for every LLM API, reversible by the plugins stage
 * @param description what it does, for the model
 * @param inputSchemaJson JSON Schema of its arguments
 * @param effect may it be repeated
 * @param origin "builtin", "device", "iot", or who offers it
 * @param deadlineMs a call that takes longer has failed; 0 leaves it to the caller
 * @param scope what it has to do with, such as "home" or "home.light", for the operator's policy; or ""
 * @param fillers what is said while it runs; may be empty
 * @param confirm the person is asked before it runs; set by the plugins stage, whatever an offer says
 */
public record ToolSpec(
    String name,
    String description,
    String inputSchemaJson,
    ToolEffect effect,
    String origin,
    @MayBeMissing int deadlineMs,
    @MayBeMissing String scope,
    @MayBeMissing List<ToolFiller> fillers,
    @MayBeMissing boolean confirm) {

  public ToolSpec {
    Checks.present(name, "name");
    Checks.present(description, "description");
    Checks.present(inputSchemaJson, "inputSchemaJson");
    Checks.present(effect, "effect");
    Checks.present(origin, "origin");
    Checks.notNegative(deadlineMs, "deadlineMs");
    Checks.present(scope, "scope");
    Checks.present(fillers, "fillers");
    fillers = List.copyOf(fillers);
  }

  /** A tool that leaves its deadline to the caller, and has neither scope nor filler. */
  public ToolSpec(String name, String description, String inputSchemaJson, ToolEffect effect, String origin) {
    this(name, description, inputSchemaJson, effect, origin, 0, "", List.of(), false);
  }

  /** The same tool from elsewhere. */
  public ToolSpec from(String other) {
    return new ToolSpec(name, description, inputSchemaJson, effect, other, deadlineMs, scope, fillers, confirm);
  }

  /** The same tool, with or without a question to the person before it runs. */
  public ToolSpec confirmed(boolean first) {
    return new ToolSpec(name, description, inputSchemaJson, effect, origin, deadlineMs, scope, fillers, first);
  }
}
