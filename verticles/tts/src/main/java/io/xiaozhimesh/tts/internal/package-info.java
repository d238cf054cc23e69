/**
 * Speaking without Vert.x: from PCM to cacheable Opus frames, and from frames to what may be sent now. Pure logic that
 * is not part of the stage's promise.
 */
package io.xiaozhimesh.tts.internal;
