package io.xiaozhimesh.bench.load.hop;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/** The far end of a hop: answers a call with its arguments, sends a frame back as it is. */
public final class HopEcho {

  private HopEcho() {
  }

  /** The echo's inbox on this node of the bus, not yet open; frames go back to the other inbox. */
  public static Inbox inbox(MeshBus bus, String returnTo) {
    return bus.inbox(Role.PLUGINS)
        .onRequest(ToolCall.class, call ->
            Future.succeededFuture(new ToolResult(ToolResultKind.SAY, call.argumentsJson(), false)))
        .on(AudioFrame.class, frame -> bus.send(returnTo, frame));
  }

  /** A node of the cluster with the echo and no stage, until it is killed: configuration file, inbox for the frames. */
  public static void main(String[] args) {
    RunningMesh mesh = Waiting.on(
        RunningMesh.start(List.of(Path.of(args[0])), new JsonObject(), EnumSet.noneOf(Role.class), true));
    Waiting.on(inbox(mesh.bus(), args[1]).open());
    System.out.println("ready");
  }
}
