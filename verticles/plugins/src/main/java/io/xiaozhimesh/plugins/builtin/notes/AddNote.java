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
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.UUID;

/** Keeps a note. */
public final class AddNote implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "add_note";

  private static final String SCHEMA = new ToolSchema()
      .text("text", "What to keep, in the person's words, at most 500 characters").required("text").json();
  /** What is bought most often, so that it can be said to a recogniser that knows phrases only. */
  private static final List<String> GROCERIES = List.of("milk", "bread", "eggs", "butter", "coffee", "rice");

  private final NoteBook notes;
  private final MeshClock clock;

  AddNote(NoteBook notes, MeshClock clock) {
    this.notes = notes;
    this.clock = clock;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Keeps a note or a thing for the shopping list, until it is deleted.", SCHEMA,
        ToolEffect.SIDE_EFFECTING, "builtin");
  }

  @Override
  public List<ToolPhrase> phrases() {
    Phrases phrases = new Phrases(NAME);
    GROCERIES.forEach(thing -> phrases.en(new JsonObject().put("text", thing), "add " + thing + " to my shopping list"));
    JsonObject free = new JsonObject().put("text", "{text}");
    return phrases
        .en(free, "take a note {text}", "make a note {text}", "note down {text}", "add {text} to my shopping list",
            "add {text} to my notes", "put {text} on my shopping list")
        .zh(free, "记一下{text}", "帮我记一下{text}", "记个笔记{text}", "做个笔记{text}", "记下来{text}", "把{text}加到购物清单",
            "把{text}记下来")
        .list();
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String text = arguments.getString("text").strip();
    if (text.isEmpty()) {
      return answers.fail("There is nothing to note.", "没有要记的内容。");
    } else if (text.length() > NoteBook.TEXT_CHARS_MAX) {
      return answers.fail("That is too long for a note.", "这条笔记太长了。");
    }
    String id = caller.idempotencyKey().isEmpty() ? UUID.randomUUID().toString() : caller.idempotencyKey();
    return notes.add(caller, new Note(id, text, clock.unixMs()))
        .map(kept -> answers.said("Noted: " + text + ".", "记下了：" + text + "。"))
        .otherwise(failure -> NoteBook.sorry(failure, answers));
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new AddNote(new NoteBook(ground.stage()), ground.stage().clock());
    }
  }
}
