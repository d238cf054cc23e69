/** The plugin that the benchmark of plugins packs into jars and swaps; the mesh never sees it on its class path. */
package io.xiaozhimesh.bench.load.plugin;
