/**
 * The worker protocol {@code mesh.worker.v1}: how a worker in another language speaks with the mesh over a WebSocket.
 * Control messages and JSON twins of bus messages in text frames, audio behind a fixed header in binary frames.
 *
 * <p>Described for readers in {@code shared-protocol/WORKERS.md}; a test keeps the two equal.
 */
package io.xiaozhimesh.protocol.worker;
