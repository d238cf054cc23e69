package io.xiaozhimesh.plugins.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One line of the policy. Every pattern must match; one that is not given is "*".
 *
 * @param tool patterns of names
 * @param source patterns of kinds: builtin, plugin, device, remote, mcp
 * @param effect patterns of effects: pure, idempotent, side_effecting
 * @param agent patterns of agent ids; that of the default agent may be ""
 * @param scope patterns of scopes
 * @param arguments patterns of arguments by name: every named one must be there and match, or hold an element that does
 * @param decision what then is done
 * @param ask how the person is asked, by language; may be empty
 */
public record PolicyRule(Globs tool, Globs source, Globs effect, Globs agent, Globs scope, Map<String, Globs> arguments,
    Decision decision, Map<String, String> ask) {

  private static final int RULES_MAX = 500;
  private static final Set<String> KEYS =
      Set.of("tool", "source", "effect", "agent", "scope", "arguments", "decision", "ask");

  /** Reads the list {@code key} of a section; a wrong rule is named with its place. */
  public static List<PolicyRule> all(OptionsReader reader, String key, JsonArray otherwise) {
    Object value = reader.json().getValue(key, otherwise);
    if (!(value instanceof JsonArray list) || list.size() > RULES_MAX) {
      throw new IllegalArgumentException("plugins." + key + " should be a list of at most " + RULES_MAX + " rules");
    }
    List<PolicyRule> rules = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String path = "plugins." + key + '[' + i + ']';
      if (!(list.getValue(i) instanceof JsonObject rule) || !KEYS.containsAll(rule.fieldNames())
          || !rule.containsKey("decision")) {
        throw new IllegalArgumentException(path + " should be a section with decision and some of " + KEYS);
      }
      rules.add(of(new OptionsReader(path, rule)));
    }
    return List.copyOf(rules);
  }

  private static PolicyRule of(OptionsReader in) {
    Map<String, Globs> arguments = new LinkedHashMap<>();
    OptionsReader patterns = in.section("arguments");
    patterns.json().fieldNames().forEach(name -> arguments.put(name, new Globs(patterns.text(name, "*"))));
    Map<String, String> ask = new LinkedHashMap<>();
    OptionsReader questions = in.section("ask");
    questions.json().fieldNames().forEach(language -> ask.put(language, questions.text(language, "")));
    return new PolicyRule(globs(in, "tool"), globs(in, "source"), globs(in, "effect"), globs(in, "agent"),
        globs(in, "scope"), Map.copyOf(arguments), in.choice("decision", Decision.CONFIRM), Map.copyOf(ask));
  }

  private static Globs globs(OptionsReader in, String key) {
    return new Globs(in.text(key, "*"));
  }

  /** Whether it is about this tool, whatever its arguments. */
  boolean isAbout(ToolSpec spec, ToolSourceKind kind, String agentId) {
    return tool.match(spec.name()) && source.match(kind.key()) && effect.match(key(spec.effect()))
        && agent.match(agentId) && scope.match(spec.scope());
  }

  /** Whether the arguments are those that it is about. */
  boolean isAbout(ObjectNode given) {
    return arguments.entrySet().stream()
        .allMatch(wanted -> holds(given.path(wanted.getKey()), wanted.getValue()));
  }

  private static boolean holds(JsonNode value, Globs wanted) {
    if (value.isContainerNode()) {
      for (JsonNode element : value) {
        if (holds(element, wanted)) {
          return true;
        }
      }
      return false;
    }
    return !value.isMissingNode() && wanted.match(value.asText());
  }

  private static String key(ToolEffect effect) {
    return effect.name().toLowerCase(Locale.ROOT);
  }
}
