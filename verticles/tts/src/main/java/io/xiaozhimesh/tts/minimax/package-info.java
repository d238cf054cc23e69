/** Speech from MiniMax. */
package io.xiaozhimesh.tts.minimax;
