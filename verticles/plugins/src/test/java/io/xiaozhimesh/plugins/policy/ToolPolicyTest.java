package io.xiaozhimesh.plugins.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolPolicyTest {

  private static final ToolPolicy DEFAULT = new ToolPolicy(
      PolicyRule.all(new OptionsReader("plugins", new JsonObject()), "policy", ToolPolicy.defaultRules()));

  @ParameterizedTest
  @CsvSource({
      "self_reboot, SIDE_EFFECTING, CONFIRM", "self_upgrade_firmware, SIDE_EFFECTING, CONFIRM",
      "iot_Device_Reboot, SIDE_EFFECTING, CONFIRM", "hass_unlock, IDEMPOTENT, CONFIRM",
      "self_get_firmware_version, PURE, ALLOW", "self_audio_speaker_set_volume, IDEMPOTENT, ALLOW",
      "set_clock, IDEMPOTENT, ALLOW", "block_list, SIDE_EFFECTING, ALLOW", "get_current_time, PURE, ALLOW"})
  void defaultRules_askBeforeWhatIsDangerous(String tool, ToolEffect effect, Decision expected) {
    assertThat(decide(DEFAULT, spec(tool, effect, ""), "", "{}")).isEqualTo(expected);
    assertThat(DEFAULT.beforehand(spec(tool, effect, ""), ToolSourceKind.DEVICE, "")).isEqualTo(expected);
  }

  @Test
  void defaultRules_lookAtTheEntityOfAHome() {
    ToolSpec set = spec("hass_set_state", ToolEffect.IDEMPOTENT, "home");

    assertThat(decide(DEFAULT, set, "", "{\"entity_id\":\"lock.front\"}")).isEqualTo(Decision.CONFIRM);
    assertThat(decide(DEFAULT, set, "", "{\"entity_id\":[\"light.hall\",\"LOCK.front\"]}")).isEqualTo(Decision.CONFIRM);
    assertThat(decide(DEFAULT, set, "", "{\"entity_id\":\"light.hall\"}")).isEqualTo(Decision.ALLOW);
    assertThat(decide(DEFAULT, set, "", "{}")).isEqualTo(Decision.ALLOW);
    assertThat(decide(DEFAULT, spec("x", ToolEffect.IDEMPOTENT, "home.lock"), "", "{}")).isEqualTo(Decision.CONFIRM);
    assertThat(DEFAULT.beforehand(set, ToolSourceKind.BUILTIN, "")).isEqualTo(Decision.ALLOW);
  }

  @Test
  void firstRuleThatMatches_decides() {
    ToolPolicy policy = policy("[{\"tool\":\"lamp_on\",\"agent\":\"kids\",\"decision\":\"deny\"},"
        + "{\"tool\":\"lamp_*\",\"source\":\"device|remote\",\"decision\":\"allow\"},"
        + "{\"decision\":\"confirm\",\"ask\":{\"en\":\"Really?\",\"zh-TW\":\"真的?\"}}]");

    assertThat(decide(policy, spec("lamp_on", ToolEffect.PURE, ""), "kids", "{}")).isEqualTo(Decision.DENY);
    assertThat(decide(policy, spec("lamp_on", ToolEffect.PURE, ""), "adults", "{}")).isEqualTo(Decision.ALLOW);
    ToolPolicy.Verdict asked =
        policy.decide(spec("lamp_on", ToolEffect.PURE, ""), ToolSourceKind.PLUGIN, "", Json.object());
    assertThat(asked.decision()).isEqualTo(Decision.CONFIRM);
    assertThat(List.of(asked.question("en-GB"), asked.question("zh-TW"), asked.question("zh-CN")))
        .containsExactly("Really?", "真的?", "");
  }

  @Test
  void signsOfExpressions_standForThemselves() {
    assertThat(new Globs("a.c").match("abc")).isFalse();
    assertThat(new Globs("(x|y").match("y")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "{\"tool\":\"x\"}; plugins.policy[0] should be a section with decision",
      "{\"decision\":\"maybe\"}; plugins.policy[0].decision is maybe",
      "{\"decision\":\"deny\",\"toll\":\"x\"}; plugins.policy[0] should be",
      "7; plugins.policy[0] should be"})
  void wrongRule_isNamedWithItsPlace(String rule, String message) {
    assertThatThrownBy(() -> policy('[' + rule + ']')).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void auditedArguments_areAsMuchAsIsWanted() {
    ObjectNode one = Json.object("{\"code\":\"1234\",\"door\":\"front\"}").orElseThrow();
    ObjectNode other = Json.object("{\"door\":\"front\",\"code\":\"1234\"}").orElseThrow();

    assertThat(AuditArguments.HASH.of(one)).isEqualTo(AuditArguments.HASH.of(other)).startsWith("sha256:")
        .doesNotContain("1234");
    assertThat(AuditArguments.NAMES.of(other)).isEqualTo("code,door");
    assertThat(AuditArguments.FULL.of(one)).isEqualTo("{\"code\":\"1234\",\"door\":\"front\"}");
    assertThat(AuditArguments.FULL.of(Json.object().put("long", "x".repeat(5_000)))).hasSize(AuditArguments.CHARS_MAX);
  }

  private static ToolPolicy policy(String rules) {
    return new ToolPolicy(PolicyRule.all(
        new OptionsReader("plugins", new JsonObject().put("policy", new JsonArray(rules))), "policy", new JsonArray()));
  }

  private static Decision decide(ToolPolicy policy, ToolSpec spec, String agent, String arguments) {
    return policy.decide(spec, ToolSourceKind.DEVICE, agent, Json.object(arguments).orElseThrow()).decision();
  }

  private static ToolSpec spec(String name, ToolEffect effect, String scope) {
    return new ToolSpec(name, "", "{}", effect, "test", 0, scope, List.of(), false);
  }
}
