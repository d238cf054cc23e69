package io.xiaozhimesh.tts;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import java.util.concurrent.Executor;

/**
 * What every engine is given.
 *
 * @param vertx for engines that talk to a network
 * @param workers runs blocking synthesis; its threads and its queue are bounded
 * @param clock the only source of time
 * @param metrics counters and times
 */
public record EngineContext(Vertx vertx, Executor workers, MeshClock clock, Metrics metrics) {
}
