package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Note;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class NoteTableContract extends StoreContract {

  private static final int NOTES_MAX = 3;

  private NoteTable notes;

  @BeforeEach
  void table() {
    notes = new NoteTable(database, NOTES_MAX);
  }

  private static Note note(String id, long atMs) {
    return new Note(id, "text " + id, atMs);
  }

  @Test
  void notes_added_areReadOldestFirstOfThatDeviceOnly() {
    notes.add(DEVICE, note("b", NOW_MS + 1));
    notes.add(DEVICE, note("a", NOW_MS));
    notes.add(OTHER, note("a", NOW_MS));

    assertThat(notes.all(DEVICE)).containsExactly(note("a", NOW_MS), note("b", NOW_MS + 1));
    assertThat(notes.all(OTHER)).containsExactly(note("a", NOW_MS));
  }

  @Test
  void sameNote_addedAgain_isKeptOnceAlsoWhenFull() {
    IntStream.range(0, NOTES_MAX).forEach(i -> assertThat(notes.add(DEVICE, note("n" + i, NOW_MS))).isTrue());

    assertThat(notes.add(DEVICE, note("n0", NOW_MS + 9))).isFalse();

    assertThat(notes.all(DEVICE)).hasSize(NOTES_MAX).contains(note("n0", NOW_MS));
  }

  @Test
  void fullBook_noteAdded_isRefusedAndNothingLost() {
    IntStream.range(0, NOTES_MAX).forEach(i -> notes.add(DEVICE, note("n" + i, NOW_MS)));

    assertThatThrownBy(() -> notes.add(DEVICE, note("more", NOW_MS))).isInstanceOfSatisfying(MeshException.class,
        refused -> assertThat(refused.error()).isEqualTo(MeshError.OVERLOADED));

    assertThat(notes.all(DEVICE)).hasSize(NOTES_MAX);
    assertThat(notes.add(OTHER, note("more", NOW_MS))).isTrue();
  }

  @Test
  void note_erased_leavesTheOthers() {
    notes.add(DEVICE, note("a", NOW_MS));
    notes.add(DEVICE, note("b", NOW_MS));
    notes.add(OTHER, note("a", NOW_MS));

    assertThat(notes.erase(DEVICE, "a")).isEqualTo(1);
    assertThat(notes.erase(DEVICE, "a")).isZero();
    assertThat(notes.all(DEVICE)).containsExactly(note("b", NOW_MS));
    assertThat(notes.erase(DEVICE, "")).isEqualTo(1);
    assertThat(notes.all(OTHER)).hasSize(1);
  }

  @Test
  void everyScriptAndLongText_added_comeBackCutAtTheBound() {
    notes.add(DEVICE, new Note("a", "你好 🙂 \u0000'--", NOW_MS));
    notes.add(DEVICE, new Note("b", "🙂".repeat(5_000), NOW_MS + 1));

    assertThat(notes.all(DEVICE)).extracting(Note::text)
        .containsExactly("你好 🙂 '--", "🙂".repeat(NoteTable.TEXT_CHARS_MAX / 2));
  }
}
