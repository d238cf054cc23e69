package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: forget a note of a device. Answered with Accepted, also when it was not there.
 *
 * @param deviceId normalised
 * @param noteId which one, or "" for all
 */
@WireType(103)
public record NoteErase(String deviceId, String noteId) implements ControlMessage {

  public NoteErase {
    Checks.present(deviceId, "deviceId");
    Checks.present(noteId, "noteId");
  }
}
