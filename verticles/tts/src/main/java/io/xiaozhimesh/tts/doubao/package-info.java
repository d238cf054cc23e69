/** Speech from Volcano Engine (Doubao): one answer for each sentence over HTTP, or streamed over a WebSocket. */
package io.xiaozhimesh.tts.doubao;
