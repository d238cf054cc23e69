/**
 * Sound as a library: Opus both ways, resampling, WAV files. Knows no stage, no bus and no Vert.x; used by vad, tts and
 * the scripted device.
 */
package io.xiaozhimesh.audio;
