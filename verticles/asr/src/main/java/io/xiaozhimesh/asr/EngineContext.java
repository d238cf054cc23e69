package io.xiaozhimesh.asr;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;

/**
 * What every engine is given.
 *
 * @param vertx for engines that talk to a network
 * @param clock the only source of time
 * @param metrics counters and times
 */
public record EngineContext(Vertx vertx, MeshClock clock, Metrics metrics) {
}
