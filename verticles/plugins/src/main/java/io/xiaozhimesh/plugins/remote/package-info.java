/**
 * Requests to services outside the mesh, with bounds: deadline, size, connections, one repetition, and caches that know
 * how old their content is. Knows nothing of tools.
 */
package io.xiaozhimesh.plugins.remote;
