package io.xiaozhimesh.dialogue;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes a language model. Found by name with {@link java.util.ServiceLoader}. */
public interface LanguageModelProvider {

  /** The name of the type, as in the key {@code type} of an entry of {@code dialogue.models}. */
  String name();

  /** Whether it computes in this process: then it is held to its own capacity, not to the remote limits. */
  default boolean local() {
    return false;
  }

  /**
   * Makes a model. May be called several times with different sections. Keys of the section that are not read are
   * refused afterwards.
   *
   * @param section in which a provider reads its own keys
   * @throws IllegalArgumentException naming the path of the key that is missing or wrong
   */
  LanguageModel create(OptionsReader section, Vertx vertx);
}
