/** Nodes of the mesh as processes of their own, for benchmarks and tests that start, restart and lose them. */
package io.xiaozhimesh.bench.load.processes;
