package io.xiaozhimesh.asr.remote;

import java.util.List;
import java.util.Map;

/**
 * How a service is called for one utterance.
 *
 * @param url ws or wss, with its query
 * @param headers of the handshake
 * @param subProtocols offered in the handshake
 * @param talk what is said then
 */
public record SocketQuestion(String url, Map<String, String> headers, List<String> subProtocols, Talk talk) {
}
