package io.xiaozhimesh.registry.sql;

import static io.xiaozhimesh.registry.internal.StoredText.fit;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Note;
import java.util.List;

/** Owns the table {@code note}: what people wanted to be kept, a bounded number for each device. Blocking, thread-safe. */
public final class NoteTable {

  /** Longest text kept, in characters. */
  public static final int TEXT_CHARS_MAX = 1_000;

  private final Database database;
  private final int notesMax;

  /** The table in this database, which keeps {@code notesMax} notes of each device. */
  public NoteTable(Database database, int notesMax) {
    this.database = database;
    this.notesMax = notesMax;
  }

  /**
   * Keeps a note; one that is there already is left as it is.
   *
   * @return whether it is new
   * @throws MeshException OVERLOADED when the device has as many as it may
   */
  public boolean add(String deviceId, Note note) {
    return database.call(connection -> {
      boolean known = Statements.first(connection, "SELECT 1 FROM note WHERE device_id = ? AND note_id = ?",
          row -> true, deviceId, note.noteId()).isPresent();
      int count = Statements.first(connection, "SELECT COUNT(*) FROM note WHERE device_id = ?", row -> row.getInt(1),
          deviceId).orElse(0);
      if (known) {
        return false;
      } else if (count >= notesMax) {
        throw new MeshException(MeshError.OVERLOADED, "the device has " + notesMax + " notes already");
      }
      return Statements.insert(connection, "INSERT INTO note (device_id, note_id, text, at_ms) VALUES (?, ?, ?, ?)",
          deviceId, note.noteId(), fit(note.text(), TEXT_CHARS_MAX), note.atMs());
    });
  }

  /** The notes of a device, oldest first. */
  public List<Note> all(String deviceId) {
    return database.call(connection -> Statements.list(connection,
        "SELECT note_id, text, at_ms FROM note WHERE device_id = ? ORDER BY at_ms, note_id LIMIT ?",
        row -> new Note(row.getString(1), row.getString(2), row.getLong(3)), deviceId, notesMax));
  }

  /** Forgets one note, or with "" all of a device. Answers how many those were. */
  public int erase(String deviceId, String noteId) {
    return database.call(connection -> noteId.isEmpty()
        ? Statements.update(connection, "DELETE FROM note WHERE device_id = ?", deviceId)
        : Statements.update(connection, "DELETE FROM note WHERE device_id = ? AND note_id = ?", deviceId, noteId));
  }
}
