package io.xiaozhimesh.tts.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;

/**
 * How a service is asked for one sentence over HTTP.
 *
 * @param target method, address and headers
 * @param body what is sent; empty for none
 * @param envelope how the sound lies in the answer
 * @param decoder what the sound is
 */
public record HttpQuestion(RequestOptions target, Buffer body, Envelope envelope, SoundDecoder decoder) {
}
