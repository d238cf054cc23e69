package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Answer to NotesWanted.
 *
 * @param notes oldest first
 */
@WireType(102)
public record NotesLoaded(List<Note> notes) implements ControlMessage {

  public NotesLoaded {
    Checks.present(notes, "notes");
    notes = List.copyOf(notes);
  }
}
