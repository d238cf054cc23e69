package io.xiaozhimesh.plugins;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.hot.HotPluginsOptions;
import io.xiaozhimesh.plugins.internal.DeviceLimits;
import io.xiaozhimesh.plugins.mcp.McpOptions;
import io.xiaozhimesh.plugins.policy.AuditArguments;
import io.xiaozhimesh.plugins.policy.PolicyRule;
import io.xiaozhimesh.plugins.policy.ToolPolicy;
import io.xiaozhimesh.plugins.supervise.ProcessSpec;
import io.xiaozhimesh.plugins.supervise.RestartTiming;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Section {@code plugins} of the configuration.
 *
 * @param sessionsMax device sessions kept; the one unused for longest gives way
 * @param sessionTtlMs a session unused for so long is freed
 * @param listWaitMs how long a request for the tools waits for a device that is still listing them
 * @param device bounds of one session
 * @param idempotencyKeysMax results kept under their idempotency key; the one unused for longest gives way
 * @param idempotencyTtlMs how long such a result is kept after its last use
 * @param tools names of the built-in tools that are offered
 * @param toolSections each built-in tool's own section, by name
 * @param hot plugins that come and go
 * @param mcp MCP servers, tools that dial in, and our own tools for others
 * @param workers programs that this node runs
 * @param supervision when servers and workers are given up and begun again
 * @param allow tools that an agent may use, by agent id; an agent that is not in here may use all
 * @param policy what runs, what is asked about, and what does not run
 * @param auditArguments how much of a call's arguments the audit keeps
 * @param auditEntriesMax entries of the audit that wait for the registry; the eldest is lost when there are more
 * @param lateCallsMax calls of which the result is still to come; the eldest is given up when there are more
 * @param lateTtlMs how long such a result is waited for
 */
public record PluginsOptions(
    int sessionsMax,
    int sessionTtlMs,
    int listWaitMs,
    DeviceLimits device,
    int idempotencyKeysMax,
    int idempotencyTtlMs,
    List<String> tools,
    JsonObject toolSections,
    HotPluginsOptions hot,
    McpOptions mcp,
    List<ProcessSpec> workers,
    RestartTiming supervision,
    Map<String, List<String>> allow,
    ToolPolicy policy,
    AuditArguments auditArguments,
    int auditEntriesMax,
    int lateCallsMax,
    int lateTtlMs) {

  /** Sessions. */
  public static final int DEFAULT_SESSIONS_MAX = 20_000;
  /** One hour, in milliseconds. */
  public static final int DEFAULT_SESSION_TTL_MS = 3_600_000;
  /** In milliseconds: a device lists its tools within this time after its hello, on a healthy network. */
  public static final int DEFAULT_LIST_WAIT_MS = 300;
  /** In milliseconds. */
  public static final int DEFAULT_CALL_TIMEOUT_MS = 30_000;
  /** In milliseconds. */
  public static final int DEFAULT_CAMERA_TIMEOUT_MS = 60_000;
  /** Tools of one device. */
  public static final int DEFAULT_TOOLS_MAX = 64;
  /** Pages of one list. */
  public static final int DEFAULT_PAGES_MAX = 16;
  /** Calls in flight to one device. */
  public static final int DEFAULT_CALLS_MAX = 16;
  /** Results. */
  public static final int DEFAULT_IDEMPOTENCY_KEYS_MAX = 10_000;
  /** Ten minutes, in milliseconds. */
  public static final int DEFAULT_IDEMPOTENCY_TTL_MS = 600_000;
  /** Entries. */
  public static final int DEFAULT_AUDIT_ENTRIES_MAX = 10_000;
  /** Calls. */
  public static final int DEFAULT_LATE_CALLS_MAX = 1_000;
  /** Ten minutes, in milliseconds. */
  public static final int DEFAULT_LATE_TTL_MS = 600_000;
  /** Every built-in tool; those that lack an address or a key are not offered. */
  public static final List<String> DEFAULT_TOOLS = List.of("get_current_time", "get_lunar", "end_conversation",
      "change_role", "change_volume", "change_brightness", "calculate", "convert", "add_note", "list_notes",
      "delete_note", "play_music", "get_weather", "get_news", "get_hot_topics", "web_search", "search_knowledge",
      "hass_get_state", "hass_set_state", "hass_play_music", "set_alarm", "set_reminder", "set_timer",
      "list_alarms", "cancel_alarm", "call_device", "name_device");

  private static final int DAY_MS = 86_400_000;

  /** The sections of the installed tools with every setting at its default. */
  public static JsonObject defaultToolSections() {
    JsonObject sections = new JsonObject();
    for (BuiltinToolProvider provider : ServiceLoader.load(BuiltinToolProvider.class)) {
      if (!provider.defaults().isEmpty()) {
        sections.put(provider.section(), provider.defaults());
      }
    }
    return sections;
  }

  /** Reads the section; a missing key has its default. */
  public static PluginsOptions from(JsonObject section) {
    OptionsReader reader = new OptionsReader("plugins", section);
    OptionsReader idempotency = reader.section("idempotency");
    OptionsReader audit = reader.section("audit");
    OptionsReader late = reader.section("late");
    return new PluginsOptions(
        reader.integer("sessionsMax", DEFAULT_SESSIONS_MAX, 1, 1_000_000),
        reader.integer("sessionTtlMs", DEFAULT_SESSION_TTL_MS, 1_000, DAY_MS),
        reader.integer("listWaitMs", DEFAULT_LIST_WAIT_MS, 0, 10_000),
        device(reader.section("device")),
        idempotency.integer("keysMax", DEFAULT_IDEMPOTENCY_KEYS_MAX, 1, 1_000_000),
        idempotency.integer("ttlMs", DEFAULT_IDEMPOTENCY_TTL_MS, 1_000, DAY_MS),
        reader.texts("tools", DEFAULT_TOOLS),
        reader.json().containsKey("toolSections") ? reader.section("toolSections").json() : defaultToolSections(),
        HotPluginsOptions.from(reader),
        McpOptions.from(reader.section("mcp")),
        ProcessSpec.all(reader.section("workers")),
        RestartTiming.from(reader.section("supervision")),
        allow(reader.section("allow")),
        new ToolPolicy(PolicyRule.all(reader, "policy", ToolPolicy.defaultRules())),
        audit.choice("arguments", AuditArguments.HASH),
        audit.integer("entriesMax", DEFAULT_AUDIT_ENTRIES_MAX, 1, 1_000_000),
        late.integer("callsMax", DEFAULT_LATE_CALLS_MAX, 1, 100_000),
        late.integer("ttlMs", DEFAULT_LATE_TTL_MS, 1_000, DAY_MS));
  }

  private static DeviceLimits device(OptionsReader reader) {
    return new DeviceLimits(
        reader.integer("callTimeoutMs", DEFAULT_CALL_TIMEOUT_MS, 100, 600_000),
        reader.integer("cameraTimeoutMs", DEFAULT_CAMERA_TIMEOUT_MS, 100, 600_000),
        reader.integer("toolsMax", DEFAULT_TOOLS_MAX, 1, 1_000),
        reader.integer("pagesMax", DEFAULT_PAGES_MAX, 1, 100),
        reader.integer("callsMax", DEFAULT_CALLS_MAX, 1, 100));
  }

  private static Map<String, List<String>> allow(OptionsReader reader) {
    Map<String, List<String>> allow = new LinkedHashMap<>();
    reader.json().fieldNames().forEach(agent -> allow.put(agent, reader.texts(agent, List.of())));
    return Map.copyOf(allow);
  }
}
