package io.xiaozhimesh.plugin.api;

/** The version of this API. Minor versions only add; a plugin runs where the major version is its own. */
public final class PluginApi {

  /** Semantic version of what this package offers. */
  public static final String VERSION = "1.0.0";

  /** Key in the main section of a plugin's manifest: the version of the API that it was built with. */
  public static final String MANIFEST_KEY = "Mesh-Plugin-Api";

  private PluginApi() {
  }
}
