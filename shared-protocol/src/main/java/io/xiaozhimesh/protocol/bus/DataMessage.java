package io.xiaozhimesh.protocol.bus;

/** Audio: ordered, dropped on barge-in. */
public sealed interface DataMessage extends BusMessage permits
    AudioFrame,
    SpeechFrame,
    UtterancePcm {
}
