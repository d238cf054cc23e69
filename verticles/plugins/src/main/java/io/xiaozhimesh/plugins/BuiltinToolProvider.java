package io.xiaozhimesh.plugins;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;

/** Creates a {@link BuiltinTool}. Found with {@link java.util.ServiceLoader}, chosen by name in the configuration. */
public interface BuiltinToolProvider {

  /** The name in the configuration, and of the tool. */
  String name();

  /** The name of its section under {@code plugins.toolSections}; several tools may share one. */
  default String section() {
    return name();
  }

  /** The section with every setting at its default. */
  default JsonObject defaults() {
    return new JsonObject();
  }

  /** Whether the section holds what the tool cannot do without, such as an address or a key; else it is not offered. */
  default boolean configured(OptionsReader section) {
    return true;
  }

  /**
   * Creates the tool.
   *
   * @param section the tool's section of the configuration
   * @param ground what it may use
   * @throws IllegalArgumentException when the section makes no sense
   */
  BuiltinTool create(OptionsReader section, ToolGround ground);
}
