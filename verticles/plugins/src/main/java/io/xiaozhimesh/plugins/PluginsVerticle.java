package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.xiaozhimesh.plugins.hot.Caller;
import io.xiaozhimesh.plugins.hot.HotPlugins;
import io.xiaozhimesh.plugins.hot.PluginAdmin;
import io.xiaozhimesh.plugins.internal.BoundedCache;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lists and runs tools: those of the devices whose sessions were opened here, those built in, and
 * those that others offer on the bus. Answers every
 * {@link ToolCall} with a {@link ToolResult}, also when the tool failed: its text then is a sentence that says why.
 *
 * <p>All state lives on this verticle's event loop. A side effect under an idempotency key that was seen before is not
 * repeated; its earlier result, or the one still to come, is the answer.
 */
public final class PluginsVerticle extends VerticleBase {

  /** How often calls and sessions are looked through for what has waited too long, in milliseconds. */
  static final long SWEEP_EVERY_MS = 500;

  /** A result leaves this long before the caller's deadline, so that it still arrives: at most, in milliseconds. */
  static final int ANSWER_MARGIN_MS_MAX = 100;

  /** System messages overtake: a session closed within this time is not opened by a late message. */
  private static final int CLOSED_TTL_MS = 10_000;
  private static final int CLOSED_MAX = 4_096;

  private final StageContext stage;
  private final PluginsOptions options;
  private final BoundedCache<LiveSession> sessions;
  private final BoundedCache<Boolean> closedEarly;
  private final BoundedCache<Future<ToolResult>> results;
  private final RemoteTools remotes;
  private BuiltinTools builtins;
  private HotPlugins hot;
  private Inbox inbox;
  private long sweepTimer;
  private volatile int sessionCount;

  /** Not yet serving: see {@link #start}. */
  public PluginsVerticle(StageContext stage, PluginsOptions options) {
    this.stage = stage;
    this.options = options;
    this.remotes = new RemoteTools(stage);
    this.sessions = new BoundedCache<>(options.sessionsMax(), options.sessionTtlMs(), this::evicted);
    this.closedEarly = new BoundedCache<>(CLOSED_MAX, CLOSED_TTL_MS, (id, gone) -> { });
    this.results = new BoundedCache<>(options.idempotencyKeysMax(), options.idempotencyTtlMs(), (key, gone) ->
        stage.metrics().count("mesh.plugins.idempotency.evicted"));
  }

  @Override
  public Future<?> start() {
    builtins = BuiltinTools.load(vertx, options, stage.clock());
    inbox = stage.bus().inbox(Role.PLUGINS)
        .on(SessionOpened.class, this::opened)
        .on(SessionClosed.class, this::closed)
        .on(DeviceMessage.class, this::message)
        .onRequest(ToolListWanted.class, this::list)
        .onRequest(ToolCall.class, this::call);
    sweepTimer = vertx.setPeriodic(SWEEP_EVERY_MS, t -> sweep());
    hot = new HotPlugins(stage, options.hot(), builtins.names());
    return hot.start(vertx, context)
        .compose(v -> remotes.start())
        .compose(v -> inbox.open())
        .onSuccess(v -> stage.directory().offer(Role.PLUGINS, this::load));
  }

  /** What an operator does with the plugins of this node; once the stage has started. */
  public PluginAdmin pluginAdmin() {
    return hot;
  }

  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.PLUGINS);
    return inbox.close().eventually(remotes::stop).onComplete(v -> {
      vertx.cancelTimer(sweepTimer);
      sessions.values().forEach(LiveSession::close);
    }).eventually(hot::stop);
  }

  private Load load() {
    return new Load(options.sessionsMax(), sessionCount, (double) sessionCount / options.sessionsMax());
  }

  private void opened(SessionOpened opened) {
    long nowMs = stage.clock().nowMs();
    if (closedEarly.get(opened.sessionId(), nowMs).isPresent()) {
      stage.metrics().count("mesh.plugins.session.overtaken");
      return;
    }
    LiveSession session = new LiveSession(vertx, stage, opened, options.device(), builtins.names());
    sessions.put(opened.sessionId(), session, nowMs).ifPresent(LiveSession::close);
    sessionCount = sessions.size();
    session.open();
  }

  private void closed(SessionClosed closed) {
    closedEarly.put(closed.sessionId(), true, stage.clock().nowMs());
    sessions.remove(closed.sessionId()).ifPresent(LiveSession::close);
    sessionCount = sessions.size();
  }

  private void evicted(String sessionId, LiveSession session) {
    stage.metrics().count("mesh.plugins.session.evicted");
    session.close();
  }

  private void message(DeviceMessage message) {
    session(message.sessionId()).ifPresentOrElse(
        session -> session.message(message), () -> stage.metrics().count("mesh.plugins.session.unknown"));
  }

  private Future<ToolListed> list(ToolListWanted wanted) {
    Optional<LiveSession> session = session(wanted.sessionId());
    return session.map(s -> s.listed(options.listWaitMs())).orElse(Future.succeededFuture()).map(v -> {
      List<ToolSpec> specs = new ArrayList<>(builtins.specs());
      specs.addAll(hot.specs());
      session.ifPresent(s -> s.tools().specs().stream().filter(spec -> !hot.knows(spec.name())).forEach(specs::add));
      Set<String> names = specs.stream().map(ToolSpec::name).collect(Collectors.toSet());
      remotes.specs().stream().filter(spec -> !names.contains(spec.name())).forEach(specs::add);
      List<String> allowed = options.allow().get(wanted.agentId());
      specs.removeIf(spec -> allowed != null && !allowed.contains(spec.name()));
      return new ToolListed(specs);
    });
  }

  private Future<ToolResult> call(ToolCall call) {
    Optional<ObjectNode> arguments = arguments(call.argumentsJson());
    if (arguments.isEmpty()) {
      return refused("The arguments are no JSON object.");
    }
    int budgetMs = budgetMs(call.deadlineMs());
    Optional<LiveSession> session = session(call.ref().sessionId());
    Optional<ToolSpec> builtin = builtins.find(call.name());
    if (builtin.isPresent()) {
      ToolCallContext context = new ToolCallContext(
          call.ref().sessionId(), session.map(LiveSession::deviceId).orElse(""), budgetMs);
      return once(builtin.get().effect(), call, () -> builtins.call(call.name(), arguments.get(), context));
    }
    if (hot.knows(call.name())) {
      Caller caller = new Caller(call.ref().sessionId(), session.map(LiveSession::deviceId).orElse(""), budgetMs,
          call.idempotencyKey());
      return once(hot.effect(call.name()), call, () -> hot.call(call.name(), arguments.get(), caller));
    }
    Optional<ToolEffect> ofDevice = session.flatMap(s -> s.tools().effect(call.name()));
    if (ofDevice.isPresent()) {
      return once(ofDevice.get(), call, () -> session.get().call(call.name(), arguments.get(), budgetMs));
    }
    Optional<ToolSpec> remote = remotes.find(call.name());
    if (remote.isPresent()) {
      return once(remote.get().effect(), call, () -> remotes.call(call, arguments.get(), budgetMs));
    }
    return session.isPresent()
        ? refused("There is no tool with the name " + call.name() + '.')
        : earlier(call).orElseGet(() -> refused("There is no such tool, or its device is not connected."));
  }

  /** What failed at once has had no effect and may be tried again; anything else is remembered. */
  private Future<ToolResult> once(ToolEffect effect, ToolCall call, Supplier<Future<ToolResult>> run) {
    if (effect == ToolEffect.PURE || call.idempotencyKey().isEmpty()) {
      return run.get();
    }
    return earlier(call).orElseGet(() -> {
      Future<ToolResult> running = run.get();
      if (!running.isComplete() || !running.result().failed()) {
        results.put(key(call), running, stage.clock().nowMs());
      }
      return running;
    });
  }

  private Optional<Future<ToolResult>> earlier(ToolCall call) {
    Optional<Future<ToolResult>> earlier = results.get(key(call), stage.clock().nowMs());
    earlier.ifPresent(e -> stage.metrics().count("mesh.plugins.idempotency.repeated"));
    return earlier;
  }

  private static String key(ToolCall call) {
    return call.ref().sessionId() + '\n' + call.name() + '\n' + call.idempotencyKey();
  }

  private Future<ToolResult> refused(String sentence) {
    stage.metrics().count("mesh.plugins.call.refused");
    return Future.succeededFuture(ToolResults.failed(sentence));
  }

  /** Models leave the text empty, or write null, for a tool without arguments. */
  private static Optional<ObjectNode> arguments(String json) {
    return json.isBlank() || json.strip().equals("null") ? Optional.of(Json.object()) : Json.object(json);
  }

  private static int budgetMs(int deadlineMs) {
    return Math.max(1, deadlineMs - Math.min(ANSWER_MARGIN_MS_MAX, deadlineMs / 10));
  }

  private Optional<LiveSession> session(String sessionId) {
    return sessions.get(sessionId, stage.clock().nowMs());
  }

  private void sweep() {
    long nowMs = stage.clock().nowMs();
    sessions.expire(nowMs);
    results.expire(nowMs);
    closedEarly.expire(nowMs);
    sessionCount = sessions.size();
    sessions.values().forEach(LiveSession::expire);
  }
}
