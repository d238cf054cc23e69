package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: keep a note. Answered with Accepted once it is durable; the same note again is kept once.
 * Fails with OVERLOADED when the device has as many as it may.
 *
 * @param deviceId normalised
 * @param note what to keep
 */
@WireType(100)
public record NoteAdd(String deviceId, Note note) implements ControlMessage {

  public NoteAdd {
    Checks.present(deviceId, "deviceId");
    Checks.present(note, "note");
  }
}
