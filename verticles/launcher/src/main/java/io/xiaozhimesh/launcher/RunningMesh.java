package io.xiaozhimesh.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.config.MeshConfig;
import io.xiaozhimesh.launcher.config.MeshHome;
import io.xiaozhimesh.launcher.models.RequiredModels;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.worker.WorkerProtocol;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A node of the mesh in this JVM: its configuration, its Vert.x and the stages that it runs. */
public final class RunningMesh {

  private static final int BLOCKED_LOOP_MS_MAX = 250;

  private final Vertx vertx;
  private final JsonObject config;
  private final StageContext context;
  private final Stages stages;
  private final ManagementServer management;

  private RunningMesh(Vertx vertx, JsonObject config, StageContext context, PrometheusMeterRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.context = context;
    this.stages = new Stages(vertx, context, config);
    this.management = new ManagementServer(vertx, context, registry);
  }

  /** Every stage in this JVM, with these settings over the defaults. */
  public static Future<RunningMesh> start(JsonObject overrides) {
    return start(List.of(), overrides, EnumSet.allOf(Role.class));
  }

  /**
   * Reads the configuration and starts the chosen stages.
   *
   * @param files configuration files of the user, later ones win
   * @param overrides settings over everything else
   * @param roles which stages
   * @return completes when all of them answer; fails with what went wrong, having stopped what had begun
   */
  public static Future<RunningMesh> start(List<Path> files, JsonObject overrides, Set<Role> roles) {
    Vertx vertx = Vertx.vertx(new VertxOptions()
        .setPreferNativeTransport(true)
        .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
        .setMaxEventLoopExecuteTime(BLOCKED_LOOP_MS_MAX)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS));
    // Without a context of its own: it outlives the event loops of a Vert.x that could not start.
    Promise<RunningMesh> started = Promise.promise();
    MeshConfig.load(vertx, files, System.getenv(), overrides)
        .map(config -> on(vertx, config))
        .compose(mesh -> mesh.begin(roles))
        .onSuccess(started::complete)
        .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)));
    return started.future();
  }

  private static RunningMesh on(Vertx vertx, JsonObject config) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Metrics metrics = new Metrics(registry);
    MeshClock clock = MeshClock.system();
    MeshBus bus = new MeshBus(vertx, NodeName.of(config.getJsonObject("node").getString("name", "")), metrics);
    WorkerDirectory directory = new WorkerDirectory(bus, clock, MeshVersion.current());
    return new RunningMesh(vertx, config, new StageContext(bus, directory, clock, metrics), registry);
  }

  private Future<RunningMesh> begin(Set<Role> roles) {
    JsonObject node = config.getJsonObject("node");
    return context.directory().start(vertx)
        .compose(v -> roles.contains(Role.VAD) ? fetchModel() : Future.succeededFuture())
        .compose(v -> stages.deploy(roles))
        .compose(v -> management.start(node.getString("managementHost"), node.getInteger("managementPort")))
        .onSuccess(v -> context.directory().state(NodeState.READY))
        .map(this);
  }

  private Future<Void> fetchModel() {
    Path file = Path.of(config.getJsonObject("vad").getString("modelFile"));
    return vertx.executeBlocking(() -> {
      new RequiredModels(MeshHome.path()).ensure(file);
      return null;
    });
  }

  /** Where devices connect, or "" when ingress runs elsewhere. */
  public String wsUrl() {
    return stages.ingressPort() == 0 ? "" : "ws://" + host(config.getJsonObject("ingress").getJsonObject("socket")) + ":" + stages.ingressPort() + "/xiaozhi/v1/";
  }

  /** Where devices ask for their configuration, without a path, or "" when ota runs elsewhere. */
  public String httpUrl() {
    return stages.otaPort() == 0 ? "" : "http://" + host(config.getJsonObject("ota")) + ":" + stages.otaPort();
  }

  /** Where workers in other languages connect, or "" when no bridge serves here. */
  public String bridgeUrl() {
    JsonObject section = config.getJsonObject("bridge");
    String scheme = section.getString("certFile").isEmpty() ? "ws" : "wss";
    return stages.bridgePort() == 0 ? "" : scheme + "://" + host(section) + ":" + stages.bridgePort() + WorkerProtocol.PATH;
  }

  /** The line that says that the node serves. */
  public String readyLine() {
    String running = stages.running().stream().map(Role::key).collect(Collectors.joining(","));
    return "ready ws=" + wsUrl() + " http=" + httpUrl() + " stages=" + running + " node=" + context.bus().node()
        + (bridgeUrl().isEmpty() ? "" : " bridge=" + bridgeUrl());
  }

  /** This node's Vert.x. */
  public Vertx vertx() {
    return vertx;
  }

  /** This node's bus. */
  public MeshBus bus() {
    return context.bus();
  }

  /** This node's counters. */
  public Metrics metrics() {
    return context.metrics();
  }

  /** Takes nothing new, lets running turns end, and leaves. */
  public Future<Void> stop() {
    context.directory().state(NodeState.DRAINING);
    Promise<Void> stopped = Promise.promise();
    stages.undeploy()
        .eventually(management::stop)
        .eventually(() -> context.directory().stop())
        .onComplete(left -> vertx.close().onComplete(stopped));
    return stopped.future();
  }

  /** A wildcard address is of no use to somebody who wants to connect. */
  private static String host(JsonObject section) {
    String host = section.getString("host");
    return Set.of("0.0.0.0", "::", "").contains(host) ? "127.0.0.1" : host;
  }
}
