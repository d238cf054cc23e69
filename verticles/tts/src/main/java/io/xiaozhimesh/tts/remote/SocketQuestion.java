package io.xiaozhimesh.tts.remote;

import java.util.Map;

/**
 * How a service is asked for one sentence over a WebSocket of its own.
 *
 * @param url ws or wss, with its query
 * @param headers of the handshake
 * @param talk the messages
 * @param decoder what the sound is
 */
public record SocketQuestion(String url, Map<String, String> headers, Talk talk, SoundDecoder decoder) {
}
