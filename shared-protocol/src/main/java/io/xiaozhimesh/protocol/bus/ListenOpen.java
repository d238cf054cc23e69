package io.xiaozhimesh.protocol.bus;

/**
 * Request from the owner to a vad worker: take a lease on a listening stream. A worker that already holds one for
 * the session replaces it (buffers are reset). Answered with ListenOpened, or fails with OVERLOADED.
 *
 * @param ref whose turn this belongs to
 * @param mode who decides the end of the utterance
 * @param uplink what the device announced; the packets themselves decide
 * @param language BCP 47 tag of the agent, a hint for the recogniser
 * @param ownerInbox where events go
 * @param asrInbox where the utterance's PCM goes
 * @param speaking true while the owner plays an answer: speech must then last the barge-in guard before it counts
 */
@WireType(10)
public record ListenOpen(
    TurnRef ref,
    ListenMode mode,
    AudioFormat uplink,
    String language,
    String ownerInbox,
    String asrInbox,
    boolean speaking)
    implements ControlMessage {

  public ListenOpen {
    Checks.present(ref, "ref");
    Checks.present(mode, "mode");
    Checks.present(uplink, "uplink");
    Checks.present(language, "language");
    Checks.present(ownerInbox, "ownerInbox");
    Checks.present(asrInbox, "asrInbox");
  }
}
