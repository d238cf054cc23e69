package io.xiaozhimesh.dialogue;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes a language model. Found by name with {@link java.util.ServiceLoader}. */
public interface LanguageModelProvider {

  /** The name under which the configuration chooses it. */
  String name();

  /**
   * Makes the model.
   *
   * @param section the configuration {@code dialogue.llm}, in which a provider reads its own keys
   * @throws IllegalArgumentException naming the key that is missing or wrong
   */
  LanguageModel create(OptionsReader section, Vertx vertx);
}
