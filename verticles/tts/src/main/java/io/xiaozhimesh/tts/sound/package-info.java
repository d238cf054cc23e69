/**
 * Sounds that are played instead of spoken: where they lie, and from wav, mp3, Ogg Opus and p3 to frames of the downlink, piece
 * by piece and in bounded memory. Blocking, without Vert.x; one instance serves one thread at a time.
 */
package io.xiaozhimesh.tts.sound;
