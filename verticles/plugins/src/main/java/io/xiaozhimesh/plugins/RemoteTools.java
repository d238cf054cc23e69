package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.internal.OfferTable;
import io.xiaozhimesh.plugins.internal.OfferTable.OfferedTool;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import io.xiaozhimesh.protocol.bus.ToolsWanted;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.Optional;

/** The tools that others offer on the bus, such as workers behind a bridge. On one context. */
final class RemoteTools implements ToolSource {

  private final StageContext stage;
  private final OfferTable offers = new OfferTable();
  private MessageConsumer<BusMessage> subscription;

  RemoteTools(StageContext stage) {
    this.stage = stage;
  }

  /** Listens, then asks everybody who has tools to say so. */
  @Override
  public Future<Void> start(Vertx vertx, Context context) {
    subscription = stage.bus().subscribe(Addresses.TOOLS, ToolsOffered.class, this::offered);
    return subscription.completion()
        .onSuccess(v -> stage.bus().publish(Addresses.TOOLS, new ToolsWanted(stage.bus().node())));
  }

  @Override
  public Future<Void> stop() {
    return subscription == null ? Future.succeededFuture() : subscription.unregister();
  }

  @Override
  public ToolSourceKind kind() {
    return ToolSourceKind.REMOTE;
  }

  @Override
  public Future<List<ToolSpec>> specs(String sessionId) {
    return Future.succeededFuture(offers.specs(stage.clock().nowMs()));
  }

  @Override
  public Optional<ToolSpec> find(String sessionId, String name) {
    return offers.spec(name, stage.clock().nowMs());
  }

  @Override
  public Future<ToolResult> call(String name, ObjectNode arguments, ToolCaller caller) {
    List<OfferedTool> candidates = offers.find(name, stage.clock().nowMs());
    ToolCall sent = new ToolCall(caller.ref(), name, arguments.toString(), caller.deadlineMs(),
        caller.idempotencyKey(), caller.agentId(), caller.language(), "");
    long endMs = stage.clock().nowMs() + caller.deadlineMs();
    return callOneOf(candidates, 0, sent, endMs).recover(failure -> {
      MeshError error = MeshException.of(failure).error();
      stage.metrics().count("mesh.plugins.remote.failed", "error", error.name());
      return Future.succeededFuture(ToolResults.failed(error == MeshError.TIMEOUT
          ? "The tool " + name + " did not answer in time."
          : "The tool " + name + " cannot be run now."));
    });
  }

  /** The next candidate is asked only if the one before has surely not begun. */
  private Future<ToolResult> callOneOf(List<OfferedTool> candidates, int at, ToolCall call, long endMs) {
    long leftMs = Math.max(1, endMs - stage.clock().nowMs());
    return stage.bus().request(candidates.get(at).inbox(), call, ToolResult.class, leftMs).recover(failure -> {
      MeshError error = MeshException.of(failure).error();
      boolean unbegun = error == MeshError.UNAVAILABLE || error == MeshError.OVERLOADED;
      return unbegun && at + 1 < candidates.size()
          ? callOneOf(candidates, at + 1, call, endMs)
          : Future.failedFuture(failure);
    });
  }

  private void offered(ToolsOffered offered) {
    int refused = offers.accept(offered, Json::object, stage.clock().nowMs());
    if (refused > 0) {
      stage.metrics().count("mesh.plugins.remote.refused");
    }
  }
}
