package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.internal.DeviceEvent;
import io.xiaozhimesh.plugins.internal.DeviceLimits;
import io.xiaozhimesh.plugins.internal.DeviceOutput;
import io.xiaozhimesh.plugins.internal.DeviceSession;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.StageContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A device's tools on the bus: timers, promises and messages around a {@link DeviceSession}. On one context. */
final class LiveSession implements DeviceOutput {

  private final Vertx vertx;
  private final StageContext stage;
  private final SessionOpened opened;
  private final DeviceSession tools;
  private final Map<Integer, Promise<ToolResult>> calls = new HashMap<>();
  private final Promise<Void> listed = Promise.promise();
  private int lastCall;

  LiveSession(Vertx vertx, StageContext stage, SessionOpened opened, DeviceLimits limits, Set<String> reservedNames) {
    this.vertx = vertx;
    this.stage = stage;
    this.opened = opened;
    this.tools = new DeviceSession(limits, reservedNames, this);
  }

  /** Begins to ask the device for its tools if it has any. */
  void open() {
    if (opened.mcp()) {
      tools.openMcp(opened.visionUrl(), opened.visionToken(), stage.clock().nowMs());
    }
    noticeListed();
  }

  String deviceId() {
    return opened.deviceId();
  }

  DeviceSession tools() {
    return tools;
  }

  /** Completes when the device has listed its tools, at the latest after {@code waitMs}. */
  Future<Void> listed(long waitMs) {
    if (waitMs <= 0 || listed.future().isComplete()) {
      return Future.succeededFuture();
    }
    Promise<Void> soon = Promise.promise();
    long timer = vertx.setTimer(waitMs, t -> soon.tryComplete());
    listed.future().onComplete(done -> {
      vertx.cancelTimer(timer);
      soon.tryComplete();
    });
    return soon.future();
  }

  void message(DeviceMessage message) {
    tools.message(message.channel(), message.json(), stage.clock().nowMs());
    noticeListed();
  }

  /** Calls a tool that exists; the result comes within {@code budgetMs}. */
  Future<ToolResult> call(String name, ObjectNode arguments, int budgetMs) {
    Promise<ToolResult> result = Promise.promise();
    int call = ++lastCall;
    calls.put(call, result);
    long nowMs = stage.clock().nowMs();
    tools.call(call, name, arguments, nowMs + budgetMs, nowMs);
    if (!result.future().isComplete()) {
      long timer = vertx.setTimer(budgetMs, t -> expire());
      result.future().onComplete(done -> vertx.cancelTimer(timer));
    }
    return result.future();
  }

  void expire() {
    tools.expire(stage.clock().nowMs());
    noticeListed();
  }

  void close() {
    tools.close();
    listed.tryComplete();
  }

  @Override
  public void send(DeviceChannel channel, String json) {
    stage.bus().send(opened.ownerInbox(), new DeviceSend(opened.sessionId(), channel, json));
  }

  @Override
  public void resolved(int call, ToolResult result) {
    calls.remove(call).complete(result);
  }

  @Override
  public void noted(DeviceEvent event) {
    stage.metrics().count("mesh.plugins.device.events", "event", event.key());
  }

  private void noticeListed() {
    if (tools.listed()) {
      listed.tryComplete();
    }
  }
}
