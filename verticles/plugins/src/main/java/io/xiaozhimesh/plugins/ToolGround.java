package io.xiaozhimesh.plugins;

import io.xiaozhimesh.plugins.remote.RemoteHttp;
import io.xiaozhimesh.stage.StageContext;

/**
 * What built-in tools stand on. All of it is used on the stage's context.
 *
 * @param stage bus, directory, clock and metrics
 * @param http services outside the mesh
 * @param devices the tools of devices
 */
public record ToolGround(StageContext stage, RemoteHttp http, DeviceCalls devices) {
}
