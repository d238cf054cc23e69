/** Bare connections in great number: a handshake, a hello, and what a benchmark sends. They know nothing of a server. */
package io.xiaozhimesh.bench.load.crowd;
