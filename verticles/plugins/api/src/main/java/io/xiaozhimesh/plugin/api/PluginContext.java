package io.xiaozhimesh.plugin.api;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What the mesh gives a plugin, until it is stopped: then timers end, requests fail, and every method throws
 * {@link IllegalStateException}. Callbacks run on the plugin's own threads. Thread-safe.
 */
public interface PluginContext {

  /** The plugin's id, from the name of its jar. */
  String pluginId();

  /** Its version, from the name of its jar. */
  String version();

  /** What the operator has set for this plugin; all values as texts. */
  Map<String, String> settings();

  /**
   * Runs something once.
   *
   * @throws IllegalStateException when too many timers run
   */
  Timer after(long delayMs, Runnable task);

  /**
   * Runs something again and again; a run that is due while the one before is not over is left out.
   *
   * @throws IllegalStateException when too many timers run
   */
  Timer every(long periodMs, Runnable task);

  /** Sends an HTTP request; fails when there is no whole answer within its deadline or it is too long. */
  CompletionStage<HttpAnswer> http(HttpAsk ask);

  /** Writes to the log of the mesh. Never what people said, nor secrets. */
  void log(Level level, String message);

  /** Counts an event of this plugin. Names come from a small fixed set: further ones are not counted. */
  void count(String name);

  /** Records a duration, like {@link #count}. */
  void recordMs(String name, double ms);

  /** How grave a message is. */
  enum Level {
    /** For finding faults. */
    DEBUG,
    /** Worth knowing. */
    INFO,
    /** Something should be looked at. */
    WARN
  }

  /** Something that will happen. */
  interface Timer {

    /** It will not, unless it is happening now. */
    void cancel();
  }
}
