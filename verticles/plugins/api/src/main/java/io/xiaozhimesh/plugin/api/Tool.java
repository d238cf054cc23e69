package io.xiaozhimesh.plugin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One thing that a plugin can do: what a model reads of it, and what happens. Built with {@link #named}; immutable.
 *
 * @see Builder
 */
public final class Tool {

  /** The deadline of a tool that states none, in milliseconds. */
  public static final int DEFAULT_DEADLINE_MS = 5_000;

  /** The scope of a tool that states none. */
  public static final String DEFAULT_SCOPE = "general";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Builder parts;
  private final ToolBody body;

  private Tool(Builder parts, ToolBody body) {
    this.parts = new Builder(parts);
    this.body = Objects.requireNonNull(body, "body");
  }

  /** Begins a tool of this name: 1 to 64 letters, digits, "_" and "-", unique in the whole mesh. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Its name. */
  public String name() {
    return parts.name;
  }

  /** What it does, for a model. */
  public String description() {
    return parts.description;
  }

  /** JSON Schema of its arguments, an object. */
  public String inputSchemaJson() {
    return parts.inputSchemaJson;
  }

  /** May it be repeated. */
  public ToolEffect effect() {
    return parts.effect;
  }

  /** In milliseconds: a call that takes longer has failed. */
  public int deadlineMs() {
    return parts.deadlineMs;
  }

  /** What it has to do with, such as "home" or "home.light": what an operator allows or denies. */
  public String scope() {
    return parts.scope;
  }

  /** What is said while it runs, by BCP 47 tag; may be empty. */
  public Map<String, String> fillers() {
    return Map.copyOf(parts.fillers);
  }

  /** Words that call it without a model. */
  public List<ToolPhrase> phrases() {
    return List.copyOf(parts.phrases);
  }

  /** What happens. */
  public ToolBody body() {
    return body;
  }

  /** The parts of a tool; each has a default but the name and what it does. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private String description = "";
    private String inputSchemaJson = "{\"type\":\"object\",\"properties\":{}}";
    private ToolEffect effect = ToolEffect.SIDE_EFFECTING;
    private int deadlineMs = DEFAULT_DEADLINE_MS;
    private String scope = DEFAULT_SCOPE;
    private final Map<String, String> fillers = new LinkedHashMap<>();
    private final List<ToolPhrase> phrases = new ArrayList<>();

    private Builder(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("a tool's name has 1 to 64 letters, digits, \"_\" and \"-\"");
      }
      this.name = name;
    }

    private Builder(Builder other) {
      this.name = other.name;
      this.description = other.description;
      this.inputSchemaJson = other.inputSchemaJson;
      this.effect = other.effect;
      this.deadlineMs = other.deadlineMs;
      this.scope = other.scope;
      this.fillers.putAll(other.fillers);
      this.phrases.addAll(other.phrases);
    }

    /** What it does, for a model. */
    public Builder describedAs(String text) {
      description = Objects.requireNonNull(text, "description");
      return this;
    }

    /** JSON Schema of the arguments, an object with "properties". Calls that do not fit never reach the tool. */
    public Builder arguments(String schemaJson) {
      inputSchemaJson = Objects.requireNonNull(schemaJson, "schema");
      return this;
    }

    /** May it be repeated; a tool that does not say is taken as side-effecting. */
    public Builder effect(ToolEffect what) {
      effect = Objects.requireNonNull(what, "effect");
      return this;
    }

    /** In milliseconds. */
    public Builder deadlineMs(int ms) {
      if (ms <= 0) {
        throw new IllegalArgumentException("a deadline is positive");
      }
      deadlineMs = ms;
      return this;
    }

    /** What it has to do with. */
    public Builder scope(String what) {
      scope = Objects.requireNonNull(what, "scope");
      return this;
    }

    /** What is said while it runs. */
    public Builder filler(String language, String sentence) {
      fillers.put(language, sentence);
      return this;
    }

    /** Words that call it without arguments. */
    public Builder phrase(String language, String text) {
      return phrase(language, text, Map.of());
    }

    /** Words that call it with these arguments. */
    public Builder phrase(String language, String text, Map<String, Object> arguments) {
      phrases.add(new ToolPhrase(language, text, arguments));
      return this;
    }

    /** The tool that does this. */
    public Tool does(ToolBody body) {
      return new Tool(this, body);
    }

    /** The tool that has its answer at once. */
    public Tool answers(Function<ToolCall, ToolAnswer> body) {
      return new Tool(this, call -> CompletableFuture.completedFuture(body.apply(call)));
    }
  }
}
