package io.xiaozhimesh.launcher;

import picocli.CommandLine.IVersionProvider;

/** The version of this software, from the jar's manifest. */
public final class MeshVersion implements IVersionProvider {

  /** For example "0.1.0"; "dev" when run from class folders. */
  public static String current() {
    String version = MeshVersion.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Xiaozhi Mesh " + current()};
  }
}
