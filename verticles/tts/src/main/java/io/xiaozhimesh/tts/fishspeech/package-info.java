/** Speech from a Fish Speech server or from Fish Audio. */
package io.xiaozhimesh.tts.fishspeech;
