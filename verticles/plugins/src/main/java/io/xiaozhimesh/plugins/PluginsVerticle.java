package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.xiaozhimesh.plugins.ToolCatalogue.Found;
import io.xiaozhimesh.plugins.hot.HotPlugins;
import io.xiaozhimesh.plugins.hot.PluginAdmin;
import io.xiaozhimesh.plugins.internal.BoundedCache;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.internal.ToolArguments;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.mcp.McpTools;
import io.xiaozhimesh.plugins.mcp.server.OfferedTools;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.plugins.workers.Workers;
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
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lists and runs the tools of all {@link ToolSource}s: those built in, those of plugins, those of the devices whose
 * sessions were opened here, those that others offer on the bus, and those of MCP servers. Answers every
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

  /** For whom our tools are listed that others may use. */
  private static final String OFFER_SESSION = "mcp-offer";

  private final StageContext stage;
  private final PluginsOptions options;
  private final BoundedCache<Future<ToolResult>> results;
  private final BoundedCache<String> agents;
  private List<ToolSource> sources = List.of();
  private ToolCatalogue catalogue;
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
    this.results = new BoundedCache<>(options.idempotencyKeysMax(), options.idempotencyTtlMs(), (key, gone) ->
        stage.metrics().count("mesh.plugins.idempotency.evicted"));
  }

  @Override
  public Future<?> start() {
    BuiltinTools builtins = BuiltinTools.load(vertx, options, stage.clock());
    devices = new DeviceTools(stage, options, builtins.names());
    hot = new HotPlugins(stage, options.hot(), builtins.names());
    mcp = new McpTools(stage, options.mcp(), options.supervision(), builtins.names(), this::agentOf, offered());
    sources = List.of(builtins, hot, devices, new RemoteTools(stage), mcp);
    workers = new Workers(vertx, context, stage, options.workers(), options.supervision());
    catalogue = new ToolCatalogue(sources);
    inbox = stage.bus().inbox(Role.PLUGINS)
        .on(SessionOpened.class, devices::opened)
        .on(SessionClosed.class, devices::closed)
        .on(DeviceMessage.class, devices::message)
        .onRequest(ToolListWanted.class, this::list)
        .onRequest(ToolCall.class, this::call);
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
    return stopped.eventually(workers::stop);
  }

  private Load load() {
    int sessions = devices.sessionCount();
    return new Load(options.sessionsMax(), sessions, (double) sessions / options.sessionsMax());
  }

  private Future<ToolListed> list(ToolListWanted wanted) {
    agents.put(wanted.sessionId(), wanted.agentId(), stage.clock().nowMs());
    List<String> allowed = options.allow().get(wanted.agentId());
    return catalogue.list(wanted.sessionId()).map(found -> new ToolListed(found.stream().map(Found::spec)
        .filter(spec -> allowed == null || allowed.contains(spec.name())).toList()));
  }

  /** Which agent asked last for the tools of this session, or "". */
  private String agentOf(String sessionId) {
    return agents.get(sessionId, stage.clock().nowMs()).orElse("");
  }

  private OfferedTools offered() {
    return new OfferedTools() {
      @Override
      public Future<List<ToolSpec>> list(String agentId) {
        return PluginsVerticle.this.list(new ToolListWanted(OFFER_SESSION, agentId)).map(ToolListed::tools);
      }

      @Override
      public Future<ToolResult> call(
          String agentId, String session, int number, String name, String argumentsJson, int deadlineMs) {
        return PluginsVerticle.this.call(new ToolCall(
            new TurnRef(session, number, 1), name, argumentsJson, deadlineMs, "", agentId, "", ""));
      }
    };
  }

  private Future<ToolResult> call(ToolCall call) {
    Optional<ObjectNode> arguments = arguments(call.argumentsJson());
    if (arguments.isEmpty()) {
      return refused("The arguments are no JSON object.");
    }
    String sessionId = call.ref().sessionId();
    if (!call.agentId().isEmpty()) {
      agents.put(sessionId, call.agentId(), stage.clock().nowMs());
    }
    Optional<Found> tool = catalogue.find(sessionId, call.name());
    if (tool.isPresent()) {
      return call(tool.get(), call, arguments.get());
    }
    return devices.knows(sessionId)
        ? refused("There is no tool with the name " + call.name() + '.')
        : earlier(call).orElseGet(() -> refused("There is no such tool, or its device is not connected."));
  }

  private Future<ToolResult> call(Found tool, ToolCall call, ObjectNode given) {
    ToolSpec spec = tool.spec();
    ObjectNode schema = Json.object(spec.inputSchemaJson()).orElseGet(Json::object);
    ObjectNode arguments = ToolArguments.fitted(schema, given);
    Optional<String> complaint = ToolArguments.complaint(schema, arguments);
    if (complaint.isPresent()) {
      return refused(complaint.get());
    }
    int budgetMs = budgetMs(call.deadlineMs());
    ToolCaller caller = new ToolCaller(call.ref(), devices.deviceId(call.ref().sessionId()), call.agentId(),
        call.language(), spec.deadlineMs() == 0 ? budgetMs : Math.min(budgetMs, spec.deadlineMs()),
        call.idempotencyKey(), late -> { });
    return once(spec.effect(), call, () -> tool.source().call(call.name(), arguments, caller));
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

  private void sweep() {
    results.expire(stage.clock().nowMs());
    agents.expire(stage.clock().nowMs());
    devices.expire();
  }
}
