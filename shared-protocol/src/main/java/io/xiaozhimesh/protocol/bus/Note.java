package io.xiaozhimesh.protocol.bus;

/**
 * Something that a person wanted to be kept.
 *
 * @param noteId unique among the notes of its device
 * @param text what was said
 * @param atMs Unix time
 */
public record Note(String noteId, String text, long atMs) {

  public Note {
    Checks.present(noteId, "noteId");
    Checks.present(text, "text");
  }
}
