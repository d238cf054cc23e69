/**
 * A mesh of real processes whose workers are struck while devices talk: who is struck when, what becomes of the turns, and
 * what that makes in sum. Knows nothing of the command line.
 */
package io.xiaozhimesh.bench.load.failover;
