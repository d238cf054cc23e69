package io.xiaozhimesh.launcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.cluster.ClusterOptions;
import io.xiaozhimesh.launcher.cluster.ClusterSeat;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.launcher.config.MeshConfig;
import io.xiaozhimesh.launcher.config.MeshHome;
import io.xiaozhimesh.launcher.models.RequiredModels;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.worker.WorkerProtocol;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A node of the mesh in this JVM: its configuration, its Vert.x and the stages that it runs. */
public final class RunningMesh {

  private static final int BLOCKED_LOOP_MS_MAX = 250;

  private final Vertx vertx;
  private final JsonObject config;
  private final boolean clustered;
  private final StageContext context;
  private final Stages stages;
  private final ManagementServer management;
  private IngressSign sign;

  private RunningMesh(NodeGround ground, boolean clustered, Function<Vertx, Future<JsonObject>> files) {
    this.vertx = ground.vertx();
    this.config = ground.config();
    this.clustered = clustered;
    this.context = ground.stageContext();
    this.stages = new Stages(vertx, context, config);
    OperatorAccess operators = new OperatorAccess(config.getJsonObject("node").getString("adminToken"));
    this.management = new ManagementServer(vertx, context, ground.registry(), new PluginRoutes(vertx, stages::pluginAdmin,
        operators, config.getJsonObject("plugins").getJsonObject("hot").getInteger("jarBytesMax")),
        new DeviceRoutes(context, operators),
        new ProviderRoutes(stages::providerAdmins, operators, config, () -> files.apply(vertx)),
        new AuditRoutes(context, operators));
  }

  /** Every stage in this JVM, with these settings over the defaults. */
  public static Future<RunningMesh> start(JsonObject overrides) {
    return start(List.of(), overrides, EnumSet.allOf(Role.class));
  }

  /** A node without others, whatever the section "cluster" says. */
  public static Future<RunningMesh> start(List<Path> files, JsonObject overrides, Set<Role> roles) {
    return start(files, overrides, roles, false);
  }

  /**
   * Reads the configuration and starts the chosen stages.
   *
   * @param files configuration files of the user, later ones win
   * @param overrides settings over everything else
   * @param roles which stages
   * @param clustered whether the node joins the others of the section "cluster"
   * @return completes when all of them answer; fails with what went wrong, having stopped what had begun
   */
  public static Future<RunningMesh> start(
      List<Path> files, JsonObject overrides, Set<Role> roles, boolean clustered) {
    Vertx alone = Vertx.vertx(vertxOptions());
    // Without contexts of their own: they outlive the event loops of a Vert.x that is closed on the way.
    Promise<JsonObject> loaded = Promise.promise();
    Promise<RunningMesh> started = Promise.promise();
    Function<Vertx, Future<JsonObject>> reading = on -> MeshConfig.load(on, files, System.getenv(), overrides);
    reading.apply(alone).onComplete(loaded);
    loaded.future()
        .compose(config -> clustered ? join(alone, config) : Future.succeededFuture(new NodeGround(alone, config)))
        .onFailure(failure -> alone.close().onComplete(closed -> started.fail(failure)))
        .onSuccess(ground -> new RunningMesh(ground, clustered, reading).begin(roles)
            .onSuccess(started::complete)
            .onFailure(failure -> ground.vertx().close().onComplete(closed -> started.fail(failure))));
    return started.future();
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
        .setMaxEventLoopExecuteTime(BLOCKED_LOOP_MS_MAX)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
  }

  /** A clustered Vert.x cannot be had from another one: that one has done its work and is closed first. */
  private static Future<NodeGround> join(Vertx alone, JsonObject config) {
    ClusterOptions options = clusterOptions(config);
    JsonObject auth = config.getJsonObject("auth");
    if (auth.getString("key", "").isBlank()) {
      auth.put("key", options.deviceTokenKey());
    }
    NodeGround ground = new NodeGround(alone, config);
    return alone.close()
        .compose(closed -> ClusterSeat.take(options, vertxOptions(), ground.name(), ground.metrics()))
        .map(ground::on);
  }

  private static ClusterOptions clusterOptions(JsonObject config) {
    try {
      return ClusterOptions.from(config.getJsonObject("cluster"));
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(wrong.getMessage());
    }
  }

  private Future<RunningMesh> begin(Set<Role> roles) {
    JsonObject node = config.getJsonObject("node");
    return context.directory().start(vertx)
        .compose(v -> roles.contains(Role.VAD) ? fetchModel() : Future.succeededFuture())
        .compose(v -> stages.deploy(roles))
        .onSuccess(v -> announceIngress())
        .compose(v -> management.start(node.getString("managementHost"), node.getInteger("managementPort")))
        .compose(v -> routesAreKnown())
        .onSuccess(v -> context.directory().state(NodeState.READY))
        .map(this);
  }

  private void announceIngress() {
    if (clustered && stages.ingressPort() > 0) {
      JsonObject socket = config.getJsonObject("ingress").getJsonObject("socket");
      sign = new IngressSign(vertx, context.bus(), socket, stages.ingressPort());
      sign.putUp();
    }
  }

  /** What was registered in the cluster is used by the others a moment later; so is what is registered no more. */
  private Future<Void> routesAreKnown() {
    return clustered
        ? vertx.timer(ClusterSeat.STALE_ROUTE_MS, TimeUnit.MILLISECONDS).mapEmpty()
        : Future.succeededFuture();
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
    return stages.ingressPort() == 0 ? "" : "ws://"
        + shown(config.getJsonObject("ingress").getJsonObject("socket").getString("host")) + ":" + stages.ingressPort() + "/xiaozhi/v1/";
  }

  /** Where devices ask for their configuration, without a path, or "" when ota runs elsewhere. */
  public String httpUrl() {
    return stages.otaPort() == 0 ? "" : "http://" + shown(config.getJsonObject("ota").getString("host")) + ":" + stages.otaPort();
  }

  /** Where probes and operators ask, without a path, or "" when nowhere. */
  public String managementUrl() {
    String host = config.getJsonObject("node").getString("managementHost");
    return management.port() == 0 ? "" : "http://" + shown(host) + ":" + management.port();
  }

  /** Where workers in other languages connect, or "" when no bridge serves here. */
  public String bridgeUrl() {
    JsonObject section = config.getJsonObject("bridge");
    String scheme = section.getString("certFile").isEmpty() ? "ws" : "wss";
    return stages.bridgePort() == 0 ? "" : scheme + "://" + shown(section.getString("host")) + ":" + stages.bridgePort() + WorkerProtocol.PATH;
  }

  /** The line that says that the node serves. */
  public String readyLine() {
    String running = stages.running().stream().map(Role::key).collect(Collectors.joining(","));
    return "ready ws=" + wsUrl() + " http=" + httpUrl() + " stages=" + running + " node=" + context.bus().node()
        + (management.port() == 0 ? "" : " management=" + managementUrl())
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

  /**
   * Takes nothing new, lets running turns end, and leaves. In a cluster, workers go on until the turns of other nodes that
   * they serve have ended, until node.drainMs after the beginning; what has not ended then goes on with other workers.
   */
  public Future<Void> stop() {
    long endsMs = context.clock().nowMs() + config.getJsonObject("node").getInteger("drainMs");
    context.directory().state(NodeState.DRAINING);
    if (sign != null) {
      sign.takeDown();
    }
    Promise<Void> stopped = Promise.promise();
    routesAreKnown()
        .eventually(stages::undeployFront)
        .eventually(() -> clustered ? new Drain(vertx, context).until(endsMs) : Future.succeededFuture())
        .eventually(stages::undeployWorkers)
        .eventually(this::routesAreKnown)
        .eventually(management::stop)
        .eventually(() -> context.directory().stop())
        .onComplete(left -> vertx.close().onComplete(stopped));
    return stopped.future();
  }

  /** A wildcard address is of no use to somebody who wants to connect. */
  private static String shown(String host) {
    return Set.of("0.0.0.0", "::", "").contains(host) ? "127.0.0.1" : host;
  }
}
