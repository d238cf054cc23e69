package io.xiaozhimesh.plugins.builtin.notes;

import io.vertx.core.Future;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Note;
import io.xiaozhimesh.protocol.bus.NoteAdd;
import io.xiaozhimesh.protocol.bus.NoteErase;
import io.xiaozhimesh.protocol.bus.NotesLoaded;
import io.xiaozhimesh.protocol.bus.NotesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;

/** The notes of devices, as the registry keeps them. On the stage's caller. */
final class NoteBook {

  /** Longest note, in characters. */
  static final int TEXT_CHARS_MAX = 500;

  private final StageContext stage;

  NoteBook(StageContext stage) {
    this.stage = stage;
  }

  Future<Void> add(ToolCaller caller, Note note) {
    return ask(caller, new NoteAdd(caller.deviceId(), note), Accepted.class).mapEmpty();
  }

  /** Oldest first. */
  Future<List<Note>> all(ToolCaller caller) {
    return ask(caller, new NotesWanted(caller.deviceId()), NotesLoaded.class).map(NotesLoaded::notes);
  }

  /** @param noteId or "" for all */
  Future<Void> erase(ToolCaller caller, String noteId) {
    return ask(caller, new NoteErase(caller.deviceId(), noteId), Accepted.class).mapEmpty();
  }

  /** Why the registry did not do it. */
  static ToolResult sorry(Throwable failure, Answers answers) {
    return MeshException.of(failure).error() == MeshError.OVERLOADED
        ? answers.failed("There are too many notes. Delete some first.", "笔记太多了，请先删掉一些。")
        : answers.failed("I can't get at the notes right now.", "现在没办法使用笔记。");
  }

  private <R extends BusMessage> Future<R> ask(ToolCaller caller, BusMessage question, Class<R> answer) {
    if (caller.deviceId().isEmpty()) {
      return Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "the device is not known here"));
    }
    return stage.directory().lease(Role.REGISTRY, question, answer, caller.deadlineMs())
        .map(lease -> lease.answer());
  }
}
