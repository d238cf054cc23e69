/**
 * The tools that come with the mesh, found by name with {@link java.util.ServiceLoader}; here those that need nothing
 * from outside, and what all of them share. {@code sums} reckons, {@code web} asks services, {@code home} asks Home
 * Assistant.
 */
package io.xiaozhimesh.plugins.builtin;
