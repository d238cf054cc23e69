package io.xiaozhimesh.plugins.hot;

import io.xiaozhimesh.plugin.api.PluginApi;

/** The parent of every plugin's class loader: shows the JDK and the plugin API, and nothing else of the mesh. */
final class ApiOnlyParent extends ClassLoader {

  private static final String API = PluginApi.class.getPackageName() + '.';

  static {
    registerAsParallelCapable();
  }

  ApiOnlyParent() {
    super("plugin-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(API)
        ? PluginApi.class.getClassLoader().loadClass(name)
        : super.loadClass(name, resolve);
  }
}
