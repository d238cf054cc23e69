/**
 * What decides: where speech begins and ends, which audio belongs to it, what a gap means, how much may be sent. Pure;
 * no threads, no Vert.x.
 */
package io.xiaozhimesh.vad.internal;
