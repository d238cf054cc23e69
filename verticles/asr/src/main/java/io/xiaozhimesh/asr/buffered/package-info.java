/**
 * What engines share that decode an utterance as a whole: bounded collecting of PCM, admission, and a bounded pool of
 * decoding threads. Holds no speech knowledge.
 */
package io.xiaozhimesh.asr.buffered;
