package io.xiaozhimesh.asr;

import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;

/** Creates an engine by name; found with {@link java.util.ServiceLoader}. */
public interface AsrEngineProvider {

  /** The name in {@code asr.engine}; the engine's own options stand in the section {@code asr.<name>}. */
  String name();

  /**
   * How much the automatic choice prefers this engine on this machine: the highest wins, 0 or less means only by name.
   */
  int rank(OptionsReader section);

  /**
   * Loads the engine until it can serve. May take seconds and blocks: never called on an event loop.
   *
   * @throws IllegalArgumentException for a wrong option
   * @throws IllegalStateException when a file is missing or does not fit, with its name
   */
  AsrEngine create(OptionsReader section, Metrics metrics);
}
