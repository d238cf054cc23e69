/** Speech from Xunfei's WebSocket interface. */
package io.xiaozhimesh.tts.xunfei;
