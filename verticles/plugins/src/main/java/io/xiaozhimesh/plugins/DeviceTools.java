package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.internal.BoundedCache;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tools of the devices whose sessions were opened here. On one context. */
final class DeviceTools implements ToolSource {

  /** System messages overtake: a session closed within this time is not opened by a late message. */
  private static final int CLOSED_TTL_MS = 10_000;
  private static final int CLOSED_MAX = 4_096;

  private final StageContext stage;
  private final PluginsOptions options;
  private final Set<String> reserved;
  private final BoundedCache<LiveSession> sessions;
  private final BoundedCache<Boolean> closedEarly;
  private Vertx vertx;
  private volatile int sessionCount;

  /** @param reserved names that no tool of a device gets */
  DeviceTools(StageContext stage, PluginsOptions options, Set<String> reserved) {
    this.stage = stage;
    this.options = options;
    this.reserved = reserved;
    this.sessions = new BoundedCache<>(options.sessionsMax(), options.sessionTtlMs(), this::evicted);
    this.closedEarly = new BoundedCache<>(CLOSED_MAX, CLOSED_TTL_MS, (id, gone) -> { });
  }

  @Override
  public ToolSourceKind kind() {
    return ToolSourceKind.DEVICE;
  }

  @Override
  public Future<Void> start(Vertx given, Context context) {
    vertx = given;
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> stop() {
    sessions.values().forEach(LiveSession::close);
    return Future.succeededFuture();
  }

  @Override
  public Future<List<ToolSpec>> specs(String sessionId) {
    return session(sessionId)
        .map(s -> s.listed(options.listWaitMs()).map(v -> s.tools().specs()))
        .orElse(Future.succeededFuture(List.of()));
  }

  @Override
  public Optional<ToolSpec> find(String sessionId, String name) {
    return session(sessionId).flatMap(s -> s.tools().find(name));
  }

  @Override
  public Future<ToolResult> call(String name, ObjectNode arguments, ToolCaller caller) {
    return session(caller.sessionId()).orElseThrow().call(name, arguments, caller.deadlineMs());
  }

  /** A device has said hello. */
  void opened(SessionOpened opened) {
    long nowMs = stage.clock().nowMs();
    if (closedEarly.get(opened.sessionId(), nowMs).isPresent()) {
      stage.metrics().count("mesh.plugins.session.overtaken");
      return;
    }
    LiveSession session = new LiveSession(vertx, stage, opened, options.device(), reserved);
    sessions.put(opened.sessionId(), session, nowMs).ifPresent(LiveSession::close);
    sessionCount = sessions.size();
    session.open();
  }

  /** A device is gone. */
  void closed(SessionClosed closed) {
    closedEarly.put(closed.sessionId(), true, stage.clock().nowMs());
    sessions.remove(closed.sessionId()).ifPresent(LiveSession::close);
    sessionCount = sessions.size();
  }

  /** A device has said something. */
  void message(DeviceMessage message) {
    session(message.sessionId()).ifPresentOrElse(
        session -> session.message(message), () -> stage.metrics().count("mesh.plugins.session.unknown"));
  }

  /** The device of a session, or "" when the session is not known here. */
  String deviceId(String sessionId) {
    return session(sessionId).map(LiveSession::deviceId).orElse("");
  }

  /** Whether the session was opened here and is not closed. */
  boolean knows(String sessionId) {
    return session(sessionId).isPresent();
  }

  /** Ends what has waited too long. */
  void expire() {
    long nowMs = stage.clock().nowMs();
    sessions.expire(nowMs);
    closedEarly.expire(nowMs);
    sessionCount = sessions.size();
    sessions.values().forEach(LiveSession::expire);
  }

  /** How many; from any thread. */
  int sessionCount() {
    return sessionCount;
  }

  private void evicted(String sessionId, LiveSession session) {
    stage.metrics().count("mesh.plugins.session.evicted");
    session.close();
  }

  private Optional<LiveSession> session(String sessionId) {
    return sessions.get(sessionId, stage.clock().nowMs());
  }
}
