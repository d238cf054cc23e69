package io.xiaozhimesh.asr;

import io.xiaozhimesh.stage.OptionsReader;

/** Creates engines of one type; found with {@link java.util.ServiceLoader}. */
public interface AsrEngineProvider {

  /** The name of the type, as in the key {@code type} of an entry of {@code asr.providers}. */
  String name();

  /**
   * How much the automatic choice prefers this engine on this machine: the highest wins, 0 or less means only by name.
   */
  int rank(OptionsReader section);

  /** Whether it computes in this process or on this machine: then it is held to its own capacity, not to the remote limits. */
  default boolean local() {
    return false;
  }

  /**
   * Loads the engine until it can serve. May take seconds and blocks: never called on an event loop. May be called
   * several times with different sections. Keys of the section that are not read are refused afterwards.
   *
   * @throws IllegalArgumentException for a wrong option, with its path
   * @throws IllegalStateException when a file is missing or does not fit, with its name
   */
  AsrEngine create(OptionsReader section, EngineContext context);
}
