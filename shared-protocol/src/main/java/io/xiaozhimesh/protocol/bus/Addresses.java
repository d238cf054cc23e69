package io.xiaozhimesh.protocol.bus;

/**
 * All addresses of the event bus. There is one inbox per node and role; session ids travel inside the messages, so the
 * number of addresses does not grow with the number of devices. System messages have an inbox of their own and never
 * queue behind audio.
 */
public final class Addresses {

  /** Every node publishes {@link NodeAnnounced} here once a second and on every change; also {@link IngressAnnounced}. */
  public static final String ANNOUNCE = "mesh.announce";

  /** {@link PhrasesDeclared}, {@link ToolPhrasesDeclared} and {@link PhrasesWanted}. */
  public static final String PHRASES = "mesh.phrases";

  /** {@link DeviceProfile}, whenever the registry has changed the agent or the owner of a device. */
  public static final String PROFILES = "mesh.profiles";

  /** {@link TurnEnded}, one per turn. */
  public static final String TURNS = "mesh.turns";

  /** {@link ToolsOffered} and {@link ToolsWanted}. */
  public static final String TOOLS = "mesh.tools";

  private static final String SYSTEM_SUFFIX = ".sys";

  private Addresses() {
  }

  /** The inbox of a role on a node for data and control messages. */
  public static String inbox(Role role, String node) {
    return role.key() + ".w." + node;
  }

  /** The inbox of one of several workers of a role on a node. */
  public static String inbox(Role role, String node, String worker) {
    return inbox(role, node) + '.' + worker;
  }

  /** The inbox for system messages that belongs to an inbox. */
  public static String system(String inbox) {
    return inbox + SYSTEM_SUFFIX;
  }
}
