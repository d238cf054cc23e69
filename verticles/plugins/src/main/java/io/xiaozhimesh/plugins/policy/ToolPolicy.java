package io.xiaozhimesh.plugins.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The operator's policy: an ordered list of rules, of which the first that matches decides; where none does, the tool may
 * run.
 *
 * @param rules in their order
 */
public record ToolPolicy(List<PolicyRule> rules) {

  /**
   * What was decided.
   *
   * @param decision allow, confirm or deny
   * @param ask the rule's own questions, by language
   */
  public record Verdict(Decision decision, Map<String, String> ask) {

    /** The question in the language of the tag; "" where the rule has none. */
    public String question(String language) {
      String plain = language.split("-", 2)[0].toLowerCase(Locale.ROOT);
      return ask.getOrDefault(language, ask.getOrDefault(plain, ""));
    }
  }

  private static final Verdict ALLOWED = new Verdict(Decision.ALLOW, Map.of());

  public ToolPolicy {
    rules = List.copyOf(rules);
  }

  /** What restarts or rewrites a device, and what opens a home, needs a yes; everything else runs. */
  public static JsonArray defaultRules() {
    return new JsonArray()
        .add(rule("tool", "*reboot*|*restart*|*firmware*|*factory*|*shutdown*|*power_off*"))
        .add(rule("tool", "*unlock*|*_lock|lock_*|*_lock_*|*garage*|*alarm_panel*"))
        .add(rule("scope", "home.lock|home.alarm|home.door"))
        .add(new JsonObject().put("effect", "idempotent|side_effecting")
            .put("arguments", new JsonObject().put("entity_id", "lock.*|alarm_control_panel.*"))
            .put("decision", "confirm"));
  }

  private static JsonObject rule(String key, String pattern) {
    return new JsonObject().put(key, pattern).put("effect", "idempotent|side_effecting").put("decision", "confirm");
  }

  /** What is known of a tool before there are arguments: a rule that looks at those decides nothing yet. */
  public Decision beforehand(ToolSpec spec, ToolSourceKind kind, String agentId) {
    return rules.stream().filter(rule -> rule.arguments().isEmpty() && rule.isAbout(spec, kind, agentId)).findFirst()
        .map(PolicyRule::decision).orElse(Decision.ALLOW);
  }

  /** Whether a call with these arguments may run. */
  public Verdict decide(ToolSpec spec, ToolSourceKind kind, String agentId, ObjectNode arguments) {
    return rules.stream().filter(rule -> rule.isAbout(spec, kind, agentId) && rule.isAbout(arguments)).findFirst()
        .map(rule -> new Verdict(rule.decision(), rule.ask())).orElse(ALLOWED);
  }
}
