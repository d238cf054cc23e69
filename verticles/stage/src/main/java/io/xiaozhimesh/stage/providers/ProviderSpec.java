package io.xiaozhimesh.stage.providers;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * One provider as the configuration names it.
 *
 * @param name under which chains, agents, metrics and transcripts know it
 * @param type name of the class behind the stage's interface that makes it
 * @param weight how often it is the first to be asked, in proportion to the other weights; 0 keeps its place in the chain
 * @param section its settings
 */
public record ProviderSpec(String name, String type, int weight, OptionsReader section) {

  /** Refuses settings that nobody has asked for; to be called once the provider has read what it knows. */
  public void refuseUnknownKeys() {
    section.refuseUnread();
  }
}
