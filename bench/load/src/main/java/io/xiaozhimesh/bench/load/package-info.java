/**
 * The command {@code bench}: numbers that say how good the mesh is, with the conditions under which they were measured.
 * Load is open loop: devices speak by a schedule, whatever the server does.
 */
package io.xiaozhimesh.bench.load;
