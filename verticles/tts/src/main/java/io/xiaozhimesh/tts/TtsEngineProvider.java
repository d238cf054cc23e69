package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.Optional;

/** Finds and makes an engine. Discovered with {@link java.util.ServiceLoader}. */
public interface TtsEngineProvider {

  /** The name of the type, as in the key {@code type} of an entry of {@code tts.providers}. */
  String name();

  /** Whether it computes in this process or on this machine: then it is held to its own capacity, not to the remote limits. */
  default boolean local() {
    return false;
  }

  /**
   * Makes an engine. Runs on a worker thread and may block. May be called several times with different sections. Keys of
   * the section that are not read are refused afterwards.
   *
   * @param section the engine's own options
   * @return empty when this machine or its configuration does not offer it
   * @throws IllegalArgumentException when the section is wrong, with the path of the key
   */
  Optional<TtsEngine> create(OptionsReader section, EngineContext context);
}
