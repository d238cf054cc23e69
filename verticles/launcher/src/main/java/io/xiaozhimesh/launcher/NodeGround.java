package io.xiaozhimesh.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;

/**
 * What a node stands on before it has a stage.
 *
 * @param vertx its Vert.x
 * @param config the whole configuration
 * @param name its name in the mesh
 * @param registry where its counters are
 * @param metrics the same, as stages see it
 */
record NodeGround(Vertx vertx, JsonObject config, String name, PrometheusMeterRegistry registry, Metrics metrics) {

  NodeGround(Vertx vertx, JsonObject config) {
    this(vertx, config, NodeName.of(config.getJsonObject("node").getString("name", "")),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private NodeGround(Vertx vertx, JsonObject config, String name, PrometheusMeterRegistry registry) {
    this(vertx, config, name, registry, new Metrics(registry));
  }

  /** The same on another Vert.x. */
  NodeGround on(Vertx other) {
    return new NodeGround(other, config, name, registry, metrics);
  }

  /** What stages get; once, because it registers the messages on the bus. */
  StageContext stageContext() {
    MeshClock clock = MeshClock.system();
    MeshBus bus = new MeshBus(vertx, name, metrics);
    return new StageContext(bus, new WorkerDirectory(bus, clock, MeshVersion.current()), clock, metrics);
  }
}
