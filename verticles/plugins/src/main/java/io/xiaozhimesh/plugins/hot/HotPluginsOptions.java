package io.xiaozhimesh.plugins.hot;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plugin folder and bounds of plugins: key {@code dir} and section {@code hot} of the section {@code plugins}.
 *
 * @param dir the plugin folder; "" for no hot plugins
 * @param pollMs how often it is looked at
 * @param trustFile PEM file with the certificates of those whose jars are run; "" for everybody's
 * @param jarBytesMax largest jar that can be deployed
 * @param startMs from the first class of a plugin to its passed self-check
 * @param drainMs how long calls of a replaced version may go on
 * @param stopMs how long stopping may take
 * @param zombieAfterMs how long a stopped version may stay in memory until it counts as a zombie
 * @param limits of one plugin
 * @param settings texts by name, by plugin id
 */
public record HotPluginsOptions(
    String dir,
    int pollMs,
    String trustFile,
    int jarBytesMax,
    int startMs,
    int drainMs,
    int stopMs,
    int zombieAfterMs,
    PluginLimits limits,
    Map<String, Map<String, String>> settings) {

  /** Relative to the mesh's home. */
  public static final String DEFAULT_DIR = "data/plugins";
  /** In milliseconds. */
  public static final int DEFAULT_POLL_MS = 1_000;
  /** In bytes. */
  public static final int DEFAULT_JAR_BYTES_MAX = 32 << 20;
  /** In milliseconds. */
  public static final int DEFAULT_START_MS = 10_000;
  /** In milliseconds. */
  public static final int DEFAULT_DRAIN_MS = 10_000;
  /** In milliseconds. */
  public static final int DEFAULT_STOP_MS = 2_000;
  /** One minute, in milliseconds. */
  public static final int DEFAULT_ZOMBIE_AFTER_MS = 60_000;

  /** Reads the key and the section out of section {@code plugins}; what is missing has its default. */
  public static HotPluginsOptions from(OptionsReader plugins) {
    OptionsReader hot = plugins.section("hot");
    return new HotPluginsOptions(
        plugins.text("dir", DEFAULT_DIR),
        hot.integer("pollMs", DEFAULT_POLL_MS, 50, 60_000),
        hot.text("trustFile", ""),
        hot.integer("jarBytesMax", DEFAULT_JAR_BYTES_MAX, 1_024, 1 << 30),
        hot.integer("startMs", DEFAULT_START_MS, 100, 600_000),
        hot.integer("drainMs", DEFAULT_DRAIN_MS, 1, 600_000),
        hot.integer("stopMs", DEFAULT_STOP_MS, 1, 60_000),
        hot.integer("zombieAfterMs", DEFAULT_ZOMBIE_AFTER_MS, 1_000, 86_400_000),
        PluginLimits.from(hot),
        settings(hot.section("settings")));
  }

  private static Map<String, Map<String, String>> settings(OptionsReader sections) {
    Map<String, Map<String, String>> settings = new TreeMap<>();
    for (String id : sections.json().fieldNames()) {
      JsonObject section = sections.section(id).json();
      Map<String, String> texts = new TreeMap<>();
      section.fieldNames().forEach(name -> texts.put(name, String.valueOf(section.getValue(name))));
      settings.put(id, Map.copyOf(texts));
    }
    return Map.copyOf(settings);
  }
}
