package io.xiaozhimesh.plugins.builtin.notes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.Phrases;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.Note;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Deletes a note by its number or words of it, or all of them. Numbers move up when a note is deleted, so a call that is
 * sent again must not run again: it is side-effecting.
 */
public final class DeleteNote implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "delete_note";

  private static final String SCHEMA = new ToolSchema()
      .text("which", "The number that list_notes gives it, or words of the note, or \"all\" or \"last\"")
      .required("which").json();
  private static final Set<String> ALL = Set.of("all", "全部", "所有");
  private static final Set<String> LAST = Set.of("last", "the last", "最后一条", "最后");

  private final NoteBook notes;

  DeleteNote(NoteBook notes) {
    this.notes = notes;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Deletes a note, or all of them.", SCHEMA, ToolEffect.SIDE_EFFECTING, "builtin");
  }

  @Override
  public List<ToolPhrase> phrases() {
    return new Phrases(NAME)
        .en(which("all"), "delete all my notes", "clear my shopping list")
        .en(which("last"), "delete the last note", "delete my last note")
        .en(which("{words}"), "delete the note {words}", "remove {words} from my shopping list",
            "remove {words} from my notes")
        .zh(which("all"), "删除所有笔记", "删除全部笔记", "清空笔记", "清空购物清单")
        .zh(which("last"), "删除最后一条笔记", "删掉最后一条笔记")
        .zh(which("{words}"), "删除笔记{words}", "删掉笔记{words}", "把{words}从购物清单删掉", "把{words}从笔记里删掉")
        .list();
  }

  private static JsonObject which(String which) {
    return new JsonObject().put("which", which);
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String which = arguments.getString("which").strip().toLowerCase(Locale.ROOT);
    if (ALL.contains(which)) {
      return notes.erase(caller, "").map(done -> answers.said("All notes are deleted.", "笔记都删掉了。"))
          .otherwise(failure -> NoteBook.sorry(failure, answers));
    }
    return notes.all(caller).compose(all -> {
      List<Note> meant = meant(all, which);
      if (meant.size() != 1) {
        return meant.isEmpty()
            ? answers.fail("There is no such note.", "没有这条笔记。")
            : answers.fail("There are " + meant.size() + " such notes. Say which one.",
                "有" + meant.size() + "条这样的笔记，请说清楚是哪一条。");
      }
      Note note = meant.get(0);
      return notes.erase(caller, note.noteId())
          .map(done -> answers.said("Deleted: " + note.text() + ".", "删掉了：" + note.text() + "。"));
    }).otherwise(failure -> NoteBook.sorry(failure, answers));
  }

  private static List<Note> meant(List<Note> notes, String which) {
    if (LAST.contains(which)) {
      return notes.subList(Math.max(0, notes.size() - 1), notes.size());
    } else if (which.matches("\\d{1,6}")) {
      int number = Integer.parseInt(which);
      return number < 1 || number > notes.size() ? List.of() : List.of(notes.get(number - 1));
    }
    return which.isEmpty() ? List.of()
        : notes.stream().filter(note -> note.text().toLowerCase(Locale.ROOT).contains(which)).toList();
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new DeleteNote(new NoteBook(ground.stage()));
    }
  }
}
