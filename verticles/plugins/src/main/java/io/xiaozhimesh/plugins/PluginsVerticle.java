package io.xiaozhimesh.plugins;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.hot.HotPlugins;
import io.xiaozhimesh.plugins.hot.PluginAdmin;
import io.xiaozhimesh.plugins.internal.BoundedCache;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.mcp.McpTools;
import io.xiaozhimesh.plugins.mcp.server.OfferedTools;
import io.xiaozhimesh.plugins.remote.RemoteHttp;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.plugins.workers.Workers;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolConfirm;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.List;

/**
 * Lists and runs the tools of all {@link ToolSource}s: those built in, those of plugins, those of the devices whose
 * sessions were opened here, those that others offer on the bus, and those of MCP servers. Answers every
 * {@link ToolCall} with a {@link ToolResult}, also when the tool failed: its text then is a sentence that says why.
 *
 * <p>All state lives on this verticle's event loop.
 */
public final class PluginsVerticle extends VerticleBase {

  /** How often calls and sessions are looked through for what has waited too long, in milliseconds. */
  static final long SWEEP_EVERY_MS = 500;

  /** For whom our tools are listed that others may use. */
  private static final String OFFER_SESSION = "mcp-offer";

  private final StageContext stage;
  private final PluginsOptions options;
  private final BoundedCache<String> agents;
  private List<ToolSource> sources = List.of();
  private ToolCalls calls;
  private AuditTrail audit;
  private DeviceTools devices;
  private HotPlugins hot;
  private McpTools mcp;
  private Workers workers;
  private Inbox inbox;
  private long sweepTimer;

  /** Not yet serving: see {@link #start}. */
  public PluginsVerticle(StageContext stage, PluginsOptions options) {
    this.stage = stage;
    this.options = options;
    this.agents = new BoundedCache<>(options.sessionsMax(), options.sessionTtlMs(), (session, gone) -> { });
  }

  @Override
  public Future<?> start() {
    BuiltinTools builtins = BuiltinTools.load(vertx, options,
        new ToolGround(stage, new RemoteHttp(vertx, stage.metrics()), this::callDevice));
    devices = new DeviceTools(stage, options, builtins.names());
    hot = new HotPlugins(stage, options.hot(), builtins.names());
    mcp = new McpTools(stage, options.mcp(), options.supervision(), builtins.names(), this::agentOf, offered());
    sources = List.of(builtins, hot, devices, new RemoteTools(stage), mcp);
    workers = new Workers(vertx, context, stage, options.workers(), options.supervision());
    audit = new AuditTrail(vertx, stage, options.auditEntriesMax());
    calls = new ToolCalls(stage, options, new ToolCatalogue(sources), devices, audit);
    inbox = stage.bus().inbox(Role.PLUGINS)
        .on(SessionOpened.class, devices::opened)
        .on(SessionClosed.class, this::closed)
        .on(DeviceMessage.class, devices::message)
        .onRequest(ToolListWanted.class, this::list)
        .onRequest(ToolCall.class, this::call)
        .onRequest(ToolConfirm.class, calls::confirm);
    sweepTimer = vertx.setPeriodic(SWEEP_EVERY_MS, t -> sweep());
    Future<Void> started = Future.succeededFuture();
    for (ToolSource source : sources) {
      started = started.compose(v -> source.start(vertx, context));
    }
    return started
        .compose(v -> inbox.open())
        .onSuccess(v -> workers.start())
        .onSuccess(v -> stage.directory().offer(Role.PLUGINS, this::load));
  }

  /** What an operator does with the plugins of this node; once the stage has started. */
  public PluginAdmin pluginAdmin() {
    return hot;
  }

  /** The port at which MCP tools dial in and ours are offered; 0 when there is none. */
  public int mcpPort() {
    return mcp == null ? 0 : mcp.port();
  }

  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.PLUGINS);
    vertx.cancelTimer(sweepTimer);
    Future<?> stopped = inbox.close();
    for (ToolSource source : sources) {
      stopped = stopped.eventually(source::stop);
    }
    return stopped.eventually(workers::stop).onComplete(v -> audit.stop());
  }

  private Load load() {
    int sessions = devices.sessionCount();
    return new Load(options.sessionsMax(), sessions, (double) sessions / options.sessionsMax());
  }

  private Future<ToolListed> list(ToolListWanted wanted) {
    agents.put(wanted.sessionId(), wanted.agentId(), stage.clock().nowMs());
    return calls.list(wanted);
  }

  private Future<ToolResult> call(ToolCall call) {
    if (!call.agentId().isEmpty()) {
      agents.put(call.ref().sessionId(), call.agentId(), stage.clock().nowMs());
    }
    return calls.call(call);
  }

  private void closed(SessionClosed closed) {
    calls.forget(closed.sessionId());
    devices.closed(closed);
  }

  /** Which agent asked last for the tools of this session, or "". */
  private String agentOf(String sessionId) {
    return agents.get(sessionId, stage.clock().nowMs()).orElse("");
  }

  /** Nobody can be asked for a yes there: what needs one is not offered. */
  private OfferedTools offered() {
    return new OfferedTools() {
      @Override
      public Future<List<ToolSpec>> list(String agentId) {
        return PluginsVerticle.this.list(new ToolListWanted(OFFER_SESSION, agentId))
            .map(listed -> listed.tools().stream().filter(tool -> !tool.confirm()).toList());
      }

      @Override
      public Future<ToolResult> call(
          String agentId, String session, int number, String name, String argumentsJson, int deadlineMs) {
        return PluginsVerticle.this.call(new ToolCall(
            new TurnRef(session, number, 1), name, argumentsJson, deadlineMs, "", agentId, "", ""))
            .map(result -> result.kind() == ToolResultKind.CONFIRM
                ? ToolResults.failed("That needs a person's yes, and here is nobody to ask.") : result);
      }
    };
  }

  /** For built-in tools that work through the device. */
  private Future<ToolResult> callDevice(String tool, JsonObject arguments, ToolCaller caller) {
    return devices.find(caller.sessionId(), tool).isPresent()
        ? devices.call(tool, Json.object(arguments.encode()).orElseThrow(), caller)
        : Future.succeededFuture(ToolResults.failed("The device has no such tool."));
  }

  private void sweep() {
    calls.expire();
    devices.expire();
    agents.expire(stage.clock().nowMs());
  }
}
