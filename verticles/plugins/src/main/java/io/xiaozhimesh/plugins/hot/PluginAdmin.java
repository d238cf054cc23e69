package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/** What an operator does with the plugins of a node. Thread-safe; failures are {@link PluginRefused}. */
public interface PluginAdmin {

  /** All plugins by id. */
  Future<List<PluginStatus>> list();

  /** Class loaders of plugins that are still in memory, those of live versions included. */
  int loadersAlive();

  /**
   * Makes a jar live, in the place of whatever version was. It then lies in the plugin folder, and newer versions of it
   * do not any more. Completes when new calls go to it; calls that ran go on where they are.
   *
   * @param fileName {@code <id>-<version>.jar}
   * @param jar the file, which is copied
   */
  Future<PluginStatus> deploy(String fileName, Path jar);

  /** Takes it out of service and its jars out of the folder. */
  Future<Void> undeploy(String id);

  /** Makes the version before live again, and takes the present one out of the folder. */
  Future<PluginStatus> rollback(String id);
}
