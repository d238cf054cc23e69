package io.xiaozhimesh.bench.conformance;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrOptions;
import io.xiaozhimesh.asr.AsrVerticle;
import io.xiaozhimesh.dialogue.DialogueOptions;
import io.xiaozhimesh.dialogue.DialogueVerticle;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.tts.TtsOptions;
import io.xiaozhimesh.tts.TtsVerticle;
import io.xiaozhimesh.vad.VadOptions;
import io.xiaozhimesh.vad.VadVerticle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two nodes with a worker of each kind, beside a mesh that has none, all in one Vert.x. */
final class TwoOfEach {

  private static final List<Role> ROLES = List.of(Role.VAD, Role.ASR, Role.DIALOGUE, Role.TTS);

  private final RunningMesh mesh;
  private final Map<String, StageContext> nodes = new HashMap<>();
  private final Map<String, String> deployments = new HashMap<>();

  TwoOfEach(RunningMesh mesh) {
    this.mesh = mesh;
    for (String name : List.of("a", "b")) {
      MeshBus bus = mesh.bus().onNode(name);
      WorkerDirectory directory = new WorkerDirectory(bus, MeshClock.system(), "test");
      Waiting.on(directory.start(mesh.vertx()));
      directory.state(NodeState.READY);
      nodes.put(name, new StageContext(bus, directory, MeshClock.system(), mesh.metrics()));
      ROLES.forEach(role -> Waiting.on(deploy(role, name)));
    }
  }

  /** Ends the worker that has this inbox. */
  void undeploy(String inbox) {
    mesh.vertx().undeploy(deployments.remove(inbox));
  }

  /** Starts every worker that was ended. */
  void restore() {
    nodes.keySet().forEach(name -> ROLES.stream().filter(role -> !deployments.containsKey(inbox(role, name)))
        .forEach(role -> Waiting.on(deploy(role, name))));
  }

  private Future<String> deploy(Role role, String name) {
    StageContext node = nodes.get(name);
    JsonObject defaults = new JsonObject();
    Deployable worker = switch (role) {
      case VAD -> new VadVerticle(node, VadOptions.from(defaults));
      case ASR -> new AsrVerticle(node, AsrOptions.from(defaults));
      case DIALOGUE -> new DialogueVerticle(node, DialogueOptions.from(defaults));
      default -> new TtsVerticle(node, TtsOptions.from(defaults));
    };
    return mesh.vertx().deployVerticle(worker).onSuccess(id -> deployments.put(inbox(role, name), id));
  }

  private static String inbox(Role role, String node) {
    return role.key() + ".w." + node;
  }
}
