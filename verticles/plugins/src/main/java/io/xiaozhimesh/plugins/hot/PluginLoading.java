package io.xiaozhimesh.plugins.hot;

import io.xiaozhimesh.plugin.api.PluginApi;
import io.xiaozhimesh.plugin.api.ToolPlugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** From a jar to an object of the plugin. Stateless. */
final class PluginLoading {

  private static final SemVer OFFERED = SemVer.of(PluginApi.VERSION).orElseThrow();

  private PluginLoading() {
  }

  /**
   * Looks at the jar's manifest. Blocks on the file; no code of the jar runs.
   *
   * @throws PluginRefused when it was not built for this API, or reaches beyond itself
   */
  static void checkManifest(Path jar) {
    Attributes main = manifest(jar).getMainAttributes();
    String built = main.getValue(PluginApi.MANIFEST_KEY);
    if (built == null) {
      throw PluginRefused.unfit("The jar's manifest has no " + PluginApi.MANIFEST_KEY + ", it should be "
          + PluginApi.VERSION + '.');
    }
    SemVer version = SemVer.of(built.strip()).orElseThrow(() ->
        PluginRefused.unfit(PluginApi.MANIFEST_KEY + " is " + built + ", should be a version such as 1.0.0."));
    if (!version.runsOn(OFFERED)) {
      throw PluginRefused.unfit("The plugin was built for version " + version + " of the plugin API, here is "
          + OFFERED + '.');
    }
    if (main.getValue(Attributes.Name.CLASS_PATH) != null) {
      throw PluginRefused.unfit("The jar's manifest has a Class-Path; a plugin is one jar.");
    }
  }

  private static Manifest manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        throw PluginRefused.unfit("The jar has no manifest.");
      }
      return manifest;
    } catch (IOException e) {
      throw PluginRefused.unfit("The jar cannot be read: " + e.getMessage());
    }
  }

  /** A class loader for the jar; nothing is loaded yet. */
  static URLClassLoader loader(JarName name, Path jar) {
    try {
      return new URLClassLoader("plugin-" + name, new URL[] {jar.toUri().toURL()}, new ApiOnlyParent());
    } catch (MalformedURLException e) {
      throw PluginRefused.unfit("The jar's place has no address: " + jar);
    }
  }

  /**
   * Creates the plugin; runs its static initialisers and its constructor.
   *
   * @throws PluginRefused when there is not exactly one
   */
  static ToolPlugin plugin(ClassLoader loader) {
    List<ServiceLoader.Provider<ToolPlugin>> own = ServiceLoader.load(ToolPlugin.class, loader).stream()
        .filter(provider -> provider.type().getClassLoader() == loader).toList();
    if (own.size() != 1) {
      throw PluginRefused.unfit("META-INF/services/" + ToolPlugin.class.getName() + " names " + own.size()
          + " classes of the jar, should be one.");
    }
    return own.get(0).get();
  }
}
