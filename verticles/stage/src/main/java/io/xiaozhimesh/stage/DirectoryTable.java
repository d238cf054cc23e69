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

  /** The table of the given node. */
  public DirectoryTable(String localNode, RandomGenerator random) {
    this.localNode = localNode;
    this.random = random;
  }

  /** Takes note of an announcement; one of an older incarnation of the node is ignored. */
  public void accept(NodeAnnounced announced, long nowMs) {
    Entry known = nodes.get(announced.node());
    if (known == null || announced.incarnation() >= known.announced.incarnation()) {
      nodes.put(announced.node(), new Entry(announced, nowMs));
    }
  }

  /** Every node that is alive, by name. */
  public List<NodeAnnounced> alive(long nowMs) {
    nodes.values().removeIf(e -> nowMs - e.atMs > SILENCE_MS_MAX);
    return nodes.values().stream().map(Entry::announced).sorted(Comparator.comparing(NodeAnnounced::node)).toList();
  }

  /** Inboxes of the role in the order in which to try them; at most {@code most}. */
  public List<String> candidates(Role role, int most, long nowMs) {
    List<RoleLoad> others = new ArrayList<>();
    List<RoleLoad> own = new ArrayList<>();
    for (NodeAnnounced node : alive(nowMs)) {
      if (node.state() == NodeState.READY) {
        node.roles().stream().filter(r -> r.role() == role).forEach(r -> {
          if (node.node().equals(localNode) && r.load() < LOCAL_LOAD_MAX) {
            own.add(r);
          } else {
            others.add(r);
          }
        });
      }
    }
    List<String> chosen = new ArrayList<>(own.stream().sorted(Comparator.comparingDouble(RoleLoad::load)).limit(most)
        .map(RoleLoad::inbox).toList());
    while (chosen.size() < most && !others.isEmpty()) {
      chosen.add(others.remove(lessLoadedOfTwo(others)).inbox());
    }
    return chosen;
  }

  private int lessLoadedOfTwo(List<RoleLoad> from) {
    int a = random.nextInt(from.size());
    int b = random.nextInt(from.size());
    return from.get(a).load() <= from.get(b).load() ? a : b;
  }
}
