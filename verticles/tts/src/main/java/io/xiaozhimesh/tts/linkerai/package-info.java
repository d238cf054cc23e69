/** Speech from Linkerai. */
package io.xiaozhimesh.tts.linkerai;
