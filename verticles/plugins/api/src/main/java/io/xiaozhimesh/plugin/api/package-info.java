/**
 * What a Java plugin is written against, and all that it sees of the mesh. Needs nothing but the JDK. A plugin is one
 * jar named {@code <id>-<version>.jar} with a public {@link io.xiaozhimesh.plugin.api.ToolPlugin} named in
 * {@code META-INF/services} and {@link io.xiaozhimesh.plugin.api.PluginApi#MANIFEST_KEY} in its manifest.
 */
package io.xiaozhimesh.plugin.api;
