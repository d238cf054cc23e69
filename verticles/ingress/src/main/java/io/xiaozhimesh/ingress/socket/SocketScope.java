package io.xiaozhimesh.ingress.socket;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;

/** What every connection of a server shares. */
record SocketScope(Vertx vertx, SocketOptions options, MeshClock clock, Metrics metrics) {
}
