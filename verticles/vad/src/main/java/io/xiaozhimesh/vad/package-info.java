/**
 * The stage that finds speech: takes the devices' Opus packets, decides in audio time where utterances begin and end,
 * and sends their PCM on to the recogniser.
 */
package io.xiaozhimesh.vad;
