/**
 * The SenseVoice engine: Mandarin, Cantonese, English, Japanese and Korean with the speaker's emotion, from a model
 * file
 * that the operator has put in place, on ONNX Runtime. Everything before the graph (filter bank, stacking,
 * normalisation)
 * and after it (CTC, tags, text) is here, pure and tested by itself.
 */
package io.xiaozhimesh.asr.sensevoice;
