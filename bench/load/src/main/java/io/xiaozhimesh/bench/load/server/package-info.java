/** The server that is measured, from the outside: its process, what the kernel and its JVM say of it, and kernel limits. */
package io.xiaozhimesh.bench.load.server;
