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

/** Reads the notes out. */
public final class ListNotes implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "list_notes";

  private static final String SCHEMA = new ToolSchema().json();
  /** More are not listened to; they are counted. */
  private static final int READ_MAX = 10;

  private final NoteBook notes;

  ListNotes(NoteBook notes) {
    this.notes = notes;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "The notes and the shopping list that were kept, each with its number.", SCHEMA,
        ToolEffect.PURE, "builtin");
  }

  @Override
  public List<ToolPhrase> phrases() {
    return new Phrases(NAME)
        .en(new JsonObject(), "read my notes", "read me my notes", "what is on my shopping list",
            "what's on my shopping list", "read my shopping list")
        .zh(new JsonObject(), "读一下我的笔记", "读笔记", "我的笔记", "我有什么笔记", "我都记了什么", "购物清单", "读一下购物清单",
            "购物清单上有什么")
        .list();
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    return notes.all(caller).map(all -> read(all, answers)).otherwise(failure -> NoteBook.sorry(failure, answers));
  }

  private static ToolResult read(List<Note> notes, Answers answers) {
    if (notes.isEmpty()) {
      return answers.told("There are no notes.", "还没有笔记。");
    }
    int from = Math.max(0, notes.size() - READ_MAX);
    StringBuilder text = new StringBuilder(notes.size() == 1
        ? answers.either("There is one note.", "有一条笔记。")
        : answers.either("There are " + notes.size() + " notes.", "有" + notes.size() + "条笔记。"));
    if (from > 0) {
      text.append(answers.either(" These are the last " + READ_MAX + ".", "这是最后" + READ_MAX + "条。"));
    }
    for (int i = from; i < notes.size(); i++) {
      text.append(answers.either(" " + (i + 1) + ": " + notes.get(i).text() + ".",
          "第" + (i + 1) + "条：" + notes.get(i).text() + "。"));
    }
    return answers.told(text.toString(), text.toString());
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new ListNotes(new NoteBook(ground.stage()));
    }
  }
}
