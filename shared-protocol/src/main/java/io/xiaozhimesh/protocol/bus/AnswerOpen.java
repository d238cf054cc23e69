package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;
import java.util.List;

/**
 * Request from the owner to a dialogue worker: answer this. Answered with Accepted, or fails with OVERLOADED;
 * sentences follow as messages.
 *
 * @param ref whose turn this belongs to
 * @param ownerInbox where sentences go
 * @param deviceId normalised; keys context and agent
 * @param agentId which agent answers, or "" for the device's own
 * @param kind how the words came
 * @param text what was said; "" only for GREETING and FAREWELL
 * @param language BCP 47 tag, or "" for unknown
 * @param emotion the speaker's, one of the 21 names, or ""
 * @param alreadySaid sentences of this turn that an earlier worker gave before it was lost; the answer goes on after them
 * @param pluginsInbox the plugins worker with the tools of the device, which is asked first, or "" for none
 */
@WireType(30)
public record AnswerOpen(
    TurnRef ref,
    String ownerInbox,
    String deviceId,
    String agentId,
    TurnInputKind kind,
    String text,
    String language,
    String emotion,
    List<String> alreadySaid,
    @MayBeMissing String pluginsInbox)
    implements ControlMessage {

  public AnswerOpen {
    Checks.present(ref, "ref");
    Checks.present(ownerInbox, "ownerInbox");
    Checks.present(deviceId, "deviceId");
    Checks.present(agentId, "agentId");
    Checks.present(kind, "kind");
    Checks.present(text, "text");
    Checks.present(language, "language");
    Checks.present(emotion, "emotion");
    Checks.text(text, "text", Limits.TRANSCRIPT_CHARS_MAX);
    Checks.present(alreadySaid, "alreadySaid");
    Checks.present(pluginsInbox, "pluginsInbox");
    alreadySaid = List.copyOf(alreadySaid);
  }

  /** A question from a device without tools. */
  public AnswerOpen(TurnRef ref, String ownerInbox, String deviceId, String agentId, TurnInputKind kind, String text,
      String language, String emotion, List<String> alreadySaid) {
    this(ref, ownerInbox, deviceId, agentId, kind, text, language, emotion, alreadySaid, "");
  }

  /** The same question for another worker, under a higher epoch, to be answered from where the first one was lost. */
  public AnswerOpen again(TurnRef later, List<String> said) {
    return new AnswerOpen(later, ownerInbox, deviceId, agentId, kind, text, language, emotion, said,
        pluginsInbox);
  }
}
