/** The command {@code mesh plugins}: what an operator does with the plugins of a running node, and how one begins. */
package io.xiaozhimesh.launcher.plugins;
