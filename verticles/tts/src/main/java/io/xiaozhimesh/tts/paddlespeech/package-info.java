/** Speech from a PaddleSpeech server, over a WebSocket or over HTTP. */
package io.xiaozhimesh.tts.paddlespeech;
