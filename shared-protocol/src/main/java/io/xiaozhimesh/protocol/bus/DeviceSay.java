package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * Request to the ingress that a device speaks with: say this although nobody has asked. Answered with Accepted once it waits its
 * turn; fails with UNAVAILABLE when the device is not here, with OVERLOADED when too much waits already. What has a sayId is
 * said once, however often it is sent, and its end is told to the registry with SayEnded.
 *
 * @param deviceId normalised
 * @param sayId the same as long as the same is meant, or "" for what nobody waits for
 * @param alarm a sound comes first, and music is overtaken
 * @param text what to say
 * @param language BCP 47 tag, or "" for unknown
 * @param waitMs it is given up when it could not begin for so long
 */
@WireType(112)
public record DeviceSay(
    String deviceId,
    String sayId,
    boolean alarm,
    String text,
    String language,
    int waitMs)
    implements ControlMessage {

  public DeviceSay {
    Checks.present(deviceId, "deviceId");
    Checks.present(sayId, "sayId");
    Checks.present(language, "language");
    Checks.text(text, "text", Limits.TRANSCRIPT_CHARS_MAX);
    Checks.that(!text.isBlank(), "text must not be blank");
    Checks.positive(waitMs, "waitMs");
  }
}
