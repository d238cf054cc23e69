package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.Optional;

/** Finds and makes an engine. Discovered with {@link java.util.ServiceLoader}. */
public interface TtsEngineProvider {

  /** The engine's name: also the name of its section inside {@code tts}. */
  String name();

  /**
   * Makes the engine. Runs on a worker thread and may block.
   *
   * @param section the engine's own options
   * @return empty when this machine or its configuration does not offer it
   * @throws IllegalArgumentException when the section is wrong
   */
  Optional<TtsEngine> create(OptionsReader section, EngineContext context);
}
