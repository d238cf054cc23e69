/** Stand-in services on real sockets that can be made to fail, for tests and measurements of what the mesh does then. */
package io.xiaozhimesh.bench.load.faults;
