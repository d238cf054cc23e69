package io.xiaozhimesh.launcher.config;

import java.nio.file.Path;

/** The folder that relative paths of the configuration start from: the property {@code mesh.home}, else the current one. */
public final class MeshHome {

  private MeshHome() {
  }

  /** An absolute path. */
  public static Path path() {
    return Path.of(System.getProperty("mesh.home", ".")).toAbsolutePath().normalize();
  }
}
