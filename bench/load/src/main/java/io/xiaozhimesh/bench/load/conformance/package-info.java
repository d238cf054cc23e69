/** Numbered statements about a server of xiaozhi devices, judged from outside over HTTP and WebSocket only. */
package io.xiaozhimesh.bench.load.conformance;
