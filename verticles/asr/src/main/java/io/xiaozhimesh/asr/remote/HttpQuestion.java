package io.xiaozhimesh.asr.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;

/**
 * A request to a service.
 *
 * @param target method, address and headers
 * @param body what is sent
 */
public record HttpQuestion(RequestOptions target, Buffer body) {
}
