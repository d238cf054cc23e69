package io.xiaozhimesh.stage;

import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Who is there, from the announcements, and whom to ask: the node itself while it is not loaded, else the less loaded of
 * two random candidates. Pure; not thread-safe.
 */
public final class DirectoryTable {

  /** A node that has not announced itself for so long is gone. */
  public static final long SILENCE_MS_MAX = 3_000;

  /** Below this load a node keeps its own work. */
  public static final double LOCAL_LOAD_MAX = 0.8;

  private record Entry(NodeAnnounced announced, long atMs) {
  }

  private final String localNode;
  private final RandomGenerator random;
  private final Map<String, Entry> nodes = new HashMap<>();
  private final Map<String, Long> avoidedUntilMs = new HashMap<>();

  /** The table of the given node. */
  public DirectoryTable(String localNode, RandomGenerator random) {
    this.localNode = localNode;
    this.random = random;
  }

  /**
   * Takes note of an announcement; true when it is of somebody who was not there before. One of an older incarnation is
   * ignored as long as the newer one lives: a node whose clock was set back is heard as soon as its former self is silent.
   */
  public boolean accept(NodeAnnounced announced, long nowMs) {
    Entry known = nodes.get(announced.node());
    boolean alive = known != null && nowMs - known.atMs <= SILENCE_MS_MAX;
    if (alive && announced.incarnation() < known.announced.incarnation()) {
      return false;
    }
    nodes.put(announced.node(), new Entry(announced, nowMs));
    return !announced.node().equals(localNode)
        && (!alive || announced.incarnation() > known.announced.incarnation());
  }

  /** Every node that is alive, by name. */
  public List<NodeAnnounced> alive(long nowMs) {
    nodes.values().removeIf(e -> nowMs - e.atMs > SILENCE_MS_MAX);
    return nodes.values().stream().map(Entry::announced).sorted(Comparator.comparing(NodeAnnounced::node)).toList();
  }

  /** How long ago a node announced itself; {@link #SILENCE_MS_MAX} for one that is not there. */
  public long heardMsAgo(String node, long nowMs) {
    Entry known = nodes.get(node);
    return known == null ? SILENCE_MS_MAX : Math.min(SILENCE_MS_MAX, nowMs - known.atMs);
  }

  /** How long ago the node of this worker announced it; {@link #SILENCE_MS_MAX} for one that is not there. */
  public long heardOfMsAgo(String inbox, long nowMs) {
    long agoMs = SILENCE_MS_MAX;
    for (Entry known : nodes.values()) {
      if (known.announced.roles().stream().anyMatch(r -> r.inbox().equals(inbox))) {
        agoMs = Math.min(agoMs, nowMs - known.atMs);
      }
    }
    return agoMs;
  }

  /** Nobody is sent to this inbox for a while unless there is nobody else: it did not answer or fell silent. */
  public void avoid(String inbox, long untilMs) {
    avoidedUntilMs.put(inbox, untilMs);
  }

  /** Whether this worker takes no leases, because it drains or is gone, and another of the role does. */
  public boolean isLeaving(Role role, String inbox, long nowMs) {
    boolean others = false;
    for (Entry entry : nodes.values()) {
      if (entry.announced.state() == NodeState.READY && nowMs - entry.atMs <= SILENCE_MS_MAX) {
        for (RoleLoad worker : entry.announced.roles()) {
          if (worker.inbox().equals(inbox)) {
            return false;
          }
          others |= worker.role() == role;
        }
      }
    }
    return others;
  }

  /** Inboxes of the role in the order in which to try them; at most {@code most}. Avoided ones come last. */
  public List<String> candidates(Role role, int most, long nowMs) {
    avoidedUntilMs.values().removeIf(until -> until <= nowMs);
    List<RoleLoad> others = new ArrayList<>();
    List<RoleLoad> avoided = new ArrayList<>();
    List<RoleLoad> own = new ArrayList<>();
    for (NodeAnnounced node : alive(nowMs)) {
      if (node.state() == NodeState.READY) {
        node.roles().stream().filter(r -> r.role() == role).forEach(r -> {
          if (avoidedUntilMs.containsKey(r.inbox())) {
            avoided.add(r);
          } else if (node.node().equals(localNode) && r.load() < LOCAL_LOAD_MAX) {
            own.add(r);
          } else {
            others.add(r);
          }
        });
      }
    }
    List<String> chosen = new ArrayList<>(own.stream().sorted(Comparator.comparingDouble(RoleLoad::load)).limit(most)
        .map(RoleLoad::inbox).toList());
    take(others, chosen, most);
    take(avoided, chosen, most);
    return chosen;
  }

  private void take(List<RoleLoad> from, List<String> chosen, int most) {
    while (chosen.size() < most && !from.isEmpty()) {
      chosen.add(from.remove(lessLoadedOfTwo(from)).inbox());
    }
  }

  private int lessLoadedOfTwo(List<RoleLoad> from) {
    int a = random.nextInt(from.size());
    int b = random.nextInt(from.size());
    return from.get(a).load() <= from.get(b).load() ? a : b;
  }
}
