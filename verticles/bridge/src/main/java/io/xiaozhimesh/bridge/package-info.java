/**
 * Lets workers in other languages take part: ends the worker protocol {@code mesh.worker.v1} and stands on the bus in
 * the place of each worker, with an inbox of its own, leases, credits and deadlines. The bus never leaves the JVMs.
 */
package io.xiaozhimesh.bridge;
