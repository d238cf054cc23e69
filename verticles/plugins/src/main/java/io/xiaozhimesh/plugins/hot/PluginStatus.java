package io.xiaozhimesh.plugins.hot;

import java.util.List;

/**
 * One plugin as an operator sees it.
 *
 * @param id from the name of its jar
 * @param version that is live, or was last
 * @param state what has become of it
 * @param tools names of what it offers
 * @param calls begun since this version is live
 * @param running calls right now
 * @param earlierVersion to which a rollback leads, or ""
 * @param problem why it is quarantined, or why a jar of it was refused lately, or ""
 */
public record PluginStatus(
    String id,
    String version,
    State state,
    List<String> tools,
    long calls,
    int running,
    String earlierVersion,
    String problem) {

  /** What has become of a plugin. */
  public enum State {
    /** Takes calls. */
    LIVE,
    /** Did not keep its deadlines; refuses calls until another version is deployed. */
    QUARANTINED,
    /** Could not be started and there is nothing older. */
    REFUSED
  }

  public PluginStatus {
    tools = List.copyOf(tools);
  }
}
