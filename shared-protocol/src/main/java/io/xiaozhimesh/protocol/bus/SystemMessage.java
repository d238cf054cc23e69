package io.xiaozhimesh.protocol.bus;

/** Overtakes everything: travels on an address of its own, so that it never queues behind audio. */
public sealed interface SystemMessage extends BusMessage permits
    AnswerCancel,
    LeasesAlive,
    ListenClose,
    NodeAnnounced,
    SessionClosed,
    SpeakCancel,
    UtteranceCancel {
}
