package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: the notes of a device. Answered with NotesLoaded.
 *
 * @param deviceId normalised
 */
@WireType(101)
public record NotesWanted(String deviceId) implements ControlMessage {

  public NotesWanted {
    Checks.present(deviceId, "deviceId");
  }
}
