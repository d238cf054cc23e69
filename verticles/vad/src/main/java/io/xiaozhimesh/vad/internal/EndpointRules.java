package io.xiaozhimesh.vad.internal;

/**
 * What counts as speech and as its end.
 *
 * @param speechThreshold probability at which silence becomes voice
 * @param silenceThreshold probability below which voice becomes silence; between the two nothing changes
 * @param minSpeechMs voice that makes an utterance
 * @param bargeInMs voice that makes an utterance while an answer is played
 * @param endpointDelayMs silence that ends an utterance
 * @param preRollMs audio kept from before the first voiced window
 * @param trailingMs audio kept from after the last voiced window
 * @param utteranceMaxMs longest utterance
 */
public record EndpointRules(
    float speechThreshold,
    float silenceThreshold,
    int minSpeechMs,
    int bargeInMs,
    int endpointDelayMs,
    int preRollMs,
    int trailingMs,
    int utteranceMaxMs) {
}
