package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.MeshClock;

/**
 * What all plugins of a node share.
 *
 * @param vertx this node's
 * @param context where all state lives
 * @param options bounds
 * @param http for requests of plugins
 * @param clock the only source of time
 * @param metrics counters
 * @param census of class loaders
 */
record HotHost(
    Vertx vertx,
    Context context,
    HotPluginsOptions options,
    PluginHttp http,
    MeshClock clock,
    Metrics metrics,
    LoaderCensus census) {
}
