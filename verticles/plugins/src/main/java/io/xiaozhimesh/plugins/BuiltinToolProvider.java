package io.xiaozhimesh.plugins;

import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;

/** Creates a {@link BuiltinTool}. Found with {@link java.util.ServiceLoader}, chosen by name in the configuration. */
public interface BuiltinToolProvider {

  /** The name in the configuration, and of the tool. */
  String name();

  /**
   * Creates the tool.
   *
   * @param section the tool's own section of the configuration
   * @param clock the only source of time
   * @throws IllegalArgumentException when the section makes no sense
   */
  BuiltinTool create(OptionsReader section, MeshClock clock);
}
