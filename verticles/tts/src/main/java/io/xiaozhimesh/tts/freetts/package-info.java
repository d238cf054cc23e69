/** English speech inside this JVM with FreeTTS: always there, robotic, clear. */
package io.xiaozhimesh.tts.freetts;
