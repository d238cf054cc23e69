package io.xiaozhimesh.plugins.hot;

import java.net.URLClassLoader;

/** What one version of a plugin runs on: its threads, begun first, and its class loader. */
record ReleaseParts(HotHost host, JarName name, PluginThreads threads, URLClassLoader loader) {
}
