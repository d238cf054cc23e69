package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * Request to the registry: remember to speak up on a device. Answered with AlarmListed of this one; fails with OVERLOADED when the
 * device has too many. The same idempotencyKey sets one alarm.
 *
 * @param deviceId normalised
 * @param kind what it is for the person
 * @param dueMs Unix time
 * @param text what is said then, or "" for what fits the kind
 * @param language BCP 47 tag in which it is said
 * @param idempotencyKey of the call that sets it; never empty
 */
@WireType(115)
public record AlarmSet(
    String deviceId,
    AlarmKind kind,
    long dueMs,
    String text,
    String language,
    String idempotencyKey)
    implements ControlMessage {

  public AlarmSet {
    Checks.present(deviceId, "deviceId");
    Checks.present(kind, "kind");
    Checks.present(language, "language");
    Checks.text(text, "text", Limits.SENTENCE_CHARS_MAX);
    Checks.text(idempotencyKey, "idempotencyKey", Limits.IDEMPOTENCY_KEY_CHARS_MAX);
    Checks.that(!idempotencyKey.isEmpty(), "idempotencyKey is empty");
    Checks.positive(dueMs, "dueMs");
  }
}
