/**
 * The Silero VAD model in ONNX Runtime: its file, its session, the state that each stream carries through it, and the
 * batching of all streams' windows.
 */
package io.xiaozhimesh.vad.silero;
