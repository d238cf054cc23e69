/** Speech from an IndexTTS server. */
package io.xiaozhimesh.tts.indextts;
