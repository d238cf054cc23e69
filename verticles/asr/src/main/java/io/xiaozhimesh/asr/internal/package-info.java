/**
 * The pure parts of the asr stage: which utterances are open, their pieces in order, and what can be said. Knows
 * neither
 * Vert.x nor any engine; everything here belongs to the verticle's thread.
 */
package io.xiaozhimesh.asr.internal;
