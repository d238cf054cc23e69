package io.xiaozhimesh.launcher;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.top.RecentTurns;
import io.xiaozhimesh.launcher.top.StagePicture;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import io.xiaozhimesh.stage.StageContext;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and probes ask a node, on a port of its own: {@code /live}, {@code /ready}, {@code /metrics} for
 * Prometheus, {@code /nodes}, the table of who is there, {@code /stages}, how
 * much of each there is and is wanted, {@code /turns}, how those of the last minute went mesh-wide,
 * {@code /plugins}, {@code /devices}, {@code /providers} and {@code /audit}.
 */
final class ManagementServer {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

  private final Vertx vertx;
  private final StageContext context;
  private final PrometheusMeterRegistry registry;
  private static final long LOOK_EVERY_MS = 1_000;

  private final RecentTurns turns = new RecentTurns();
  private final StagePicture stages = new StagePicture();
  private final PluginRoutes plugins;
  private final ProviderRoutes providers;
  private final AuditRoutes audit;
  private final DeviceRoutes devices;
  private HttpServer server;
  private MessageConsumer<BusMessage> turnsEnded;
  private long lookTimerId;

  ManagementServer(Vertx vertx, StageContext context, PrometheusMeterRegistry registry, PluginRoutes plugins,
      DeviceRoutes devices, ProviderRoutes providers, AuditRoutes audit) {
    this.vertx = vertx;
    this.context = context;
    this.registry = registry;
    this.plugins = plugins;
    this.providers = providers;
    this.audit = audit;
    this.devices = devices;
  }

  /** Serves on this address, or another port if that one is taken; a negative port means not at all. */
  Future<Void> start(String host, int port) {
    if (port < 0) {
      return Future.succeededFuture();
    }
    for (Role role : Role.values()) {
      context.metrics().gauge("mesh.stage.workers.desired", () -> desired(role), "role", role.key());
      context.metrics().gauge("mesh.stage.workers.ready", () -> ready(role), "role", role.key());
    }
    lookTimerId = vertx.setPeriodic(0, LOOK_EVERY_MS, timer -> look());
    turnsEnded = context.bus().subscribe(Addresses.TURNS, TurnEnded.class, this::count);
    return turnsEnded.completion().compose(v -> bind(host, port));
  }

  private Future<Void> bind(String host, int port) {
    return listen(host, port).recover(failure -> {
      if (port == 0) {
        return Future.failedFuture(failure);
      }
      LOG.warn("The management port {} is not to be had ({}); a free one is used", port, failure.getMessage());
      return listen(host, 0);
    });
  }

  /** 0 when it does not serve. */
  int port() {
    return server == null ? 0 : server.actualPort();
  }

  private Future<Void> listen(String host, int port) {
    HttpServer listening = vertx.createHttpServer().requestHandler(this::answer);
    return listening.listen(port, host).onSuccess(bound -> server = bound).mapEmpty();
  }

  Future<Void> stop() {
    vertx.cancelTimer(lookTimerId);
    return server == null ? Future.succeededFuture() : turnsEnded.unregister().eventually(server::close);
  }

  private synchronized void count(TurnEnded turn) {
    turns.accept(turn, context.clock().nowMs());
  }

  private synchronized void look() {
    stages.look(context.directory().alive(), context.clock().nowMs());
  }

  private synchronized int desired(Role role) {
    return stages.desired(role);
  }

  private synchronized int ready(Role role) {
    return stages.ready(role);
  }

  private synchronized JsonObject stages() {
    return stages.json();
  }

  private synchronized JsonObject turns() {
    return turns.summary(context.clock().nowMs());
  }

  private void answer(HttpServerRequest request) {
    if (PluginRoutes.matches(request.path())) {
      plugins.answer(request);
      return;
    } else if (AuditRoutes.matches(request.path())) {
      audit.answer(request);
    } else if (DeviceRoutes.matches(request.path())) {
      devices.answer(request);
      return;
    }
    if (ProviderRoutes.matches(request.path())) {
      providers.answer(request);
      return;
    }
    switch (request.path()) {
      case "/live" -> text(request, 200, "alive\n");
      case "/ready" -> ready(request);
      case "/metrics" -> vertx.executeBlocking(registry::scrape, false)
          .onSuccess(page -> text(request, 200, page))
          .onFailure(e -> text(request, 500, "the metrics cannot be read\n"));
      case "/nodes" -> text(request, 200, nodes().encodePrettily() + "\n");
      case "/turns" -> text(request, 200, turns().encodePrettily() + "\n");
      case "/stages" -> text(request, 200, stages().encodePrettily() + "\n");
      default -> text(request, 404,
          "there are /live, /ready, /metrics, /nodes, /stages, /turns, /plugins, /devices, /providers and /audit\n");
    }
  }

  private void ready(HttpServerRequest request) {
    boolean ready = context.directory().alive().stream()
        .anyMatch(n -> n.node().equals(context.bus().node()) && n.state() == NodeState.READY);
    text(request, ready ? 200 : 503, ready ? "ready\n" : "not ready\n");
  }

  private JsonArray nodes() {
    JsonArray nodes = new JsonArray();
    for (NodeAnnounced n : context.directory().alive()) {
      JsonArray roles = new JsonArray();
      n.roles().forEach(r -> roles.add(new JsonObject().put("role", r.role().key())
          .put("capacity", r.capacity())
          .put("capacityFrom", r.capacityFrom().name().toLowerCase(Locale.ROOT)).put("sessions", r.sessions()).put("load", r.load())
          .put("queueAgeMs", r.queueAgeMs()).put("messagesPerS", r.messagesPerS())));
      nodes.add(new JsonObject().put("node", n.node()).put("version", n.version())
          .put("state", n.state().name().toLowerCase(Locale.ROOT))
          .put("heardMsAgo", context.directory().heardMsAgo(n.node())).put("roles", roles));
    }
    return nodes;
  }

  private static void text(HttpServerRequest request, int status, String body) {
    request.response().setStatusCode(status).putHeader("Content-Type", "text/plain; charset=utf-8").end(body);
  }
}
