package io.xiaozhimesh.launcher.top;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Each stage over all nodes, from what they announce, and how many workers it wants. Pure; not thread-safe. */
public final class StagePicture {

  private record Stage(List<RoleLoad> ready, List<RoleLoad> leaving, int desired) {
  }

  private final Map<Role, WorkerDemand> demands = new EnumMap<>(Role.class);
  private final Map<Role, Stage> stages = new EnumMap<>(Role.class);

  /** To be called about once a second with everybody who is alive. A stage that was there once is remembered. */
  public void look(List<NodeAnnounced> alive, long nowMs) {
    Map<Role, List<RoleLoad>> ready = new EnumMap<>(Role.class);
    Map<Role, List<RoleLoad>> leaving = new EnumMap<>(Role.class);
    for (NodeAnnounced node : alive) {
      for (RoleLoad worker : node.roles()) {
        (node.state() == NodeState.READY ? ready : leaving)
            .computeIfAbsent(worker.role(), r -> new ArrayList<>()).add(worker);
        demands.computeIfAbsent(worker.role(), r -> new WorkerDemand());
      }
    }
    demands.forEach((role, demand) -> {
      List<RoleLoad> able = ready.getOrDefault(role, List.of());
      List<RoleLoad> unable = leaving.getOrDefault(role, List.of());
      int homeless = unable.stream().mapToInt(RoleLoad::sessions).sum();
      stages.put(role, new Stage(able, unable, demand.desired(able, homeless, nowMs)));
    });
  }

  /** Workers wanted of a stage; 0 for one that was never there. */
  public int desired(Role role) {
    return stages.containsKey(role) ? stages.get(role).desired : 0;
  }

  /** Workers of a stage that take leases. */
  public int ready(Role role) {
    return stages.containsKey(role) ? stages.get(role).ready.size() : 0;
  }

  /**
   * By stage: {@code workers} that take leases, {@code leaving} ones, {@code desired}, {@code sessions}, {@code capacity},
   * {@code queueAgeMs} and {@code messagesPerS}.
   */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    stages.forEach((role, stage) -> {
      List<RoleLoad> all = new ArrayList<>(stage.ready);
      all.addAll(stage.leaving);
      json.put(role.key(), new JsonObject().put("workers", stage.ready.size()).put("leaving", stage.leaving.size())
          .put("desired", stage.desired)
          .put("sessions", all.stream().mapToInt(RoleLoad::sessions).sum())
          .put("capacity", stage.ready.stream().mapToLong(RoleLoad::capacity).sum())
          .put("queueAgeMs", all.stream().mapToInt(RoleLoad::queueAgeMs).max().orElse(0))
          .put("messagesPerS", all.stream().mapToInt(RoleLoad::messagesPerS).sum()));
    });
    return json;
  }
}
