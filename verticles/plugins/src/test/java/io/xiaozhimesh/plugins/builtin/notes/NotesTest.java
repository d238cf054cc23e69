package io.xiaozhimesh.plugins.builtin.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Grounds;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Note;
import io.xiaozhimesh.protocol.bus.NoteAdd;
import io.xiaozhimesh.protocol.bus.NoteErase;
import io.xiaozhimesh.protocol.bus.NotesLoaded;
import io.xiaozhimesh.protocol.bus.NotesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The three note tools against a registry on a real bus. */
@ExtendWith(VertxExtension.class)
@Timeout(20)
class NotesTest {

  private final AtomicLong time = new AtomicLong(1_000);
  private final List<Note> kept = new ArrayList<>();
  private ToolGround ground;
  private boolean full;

  @BeforeEach
  void open(Vertx vertx) {
    ground = Grounds.real(vertx, time);
  }

  private void openRegistry() throws Exception {
    Inbox registry = ground.stage().bus().inbox(Role.REGISTRY)
        .onRequest(NoteAdd.class, add -> {
          if (full) {
            return Future.failedFuture(new MeshException(MeshError.OVERLOADED, "full"));
          }
          kept.add(add.note());
          return Future.succeededFuture(new Accepted());
        })
        .onRequest(NotesWanted.class, wanted -> Future.succeededFuture(new NotesLoaded(kept)))
        .onRequest(NoteErase.class, erase -> {
          kept.removeIf(note -> erase.noteId().isEmpty() || note.noteId().equals(erase.noteId()));
          return Future.succeededFuture(new Accepted());
        });
    await(registry.open());
    ground.stage().directory().state(NodeState.READY);
    ground.stage().directory().offer(Role.REGISTRY, () -> new Load(10, 0, 0));
  }

  @Test
  void note_added_isKeptUnderTheKeyOfTheCallAndConfirmed() throws Exception {
    openRegistry();

    ToolResult result = call(new AddNote.Provider(), "text", "Buy milk", "en");

    assertThat(result).isEqualTo(new ToolResult(ToolResultKind.SAY, "Noted: Buy milk.", false));
    assertThat(kept).containsExactly(new Note("key", "Buy milk", 1_000));
    assertThat(call(new AddNote.Provider(), "text", "买牛奶", "zh").text()).isEqualTo("记下了：买牛奶。");
  }

  @Test
  void notes_listed_areReadWithTheirNumbers() throws Exception {
    openRegistry();
    assertThat(call(new ListNotes.Provider(), "", "", "en").text()).isEqualTo("There are no notes.");
    kept.add(new Note("a", "milk", 1));
    kept.add(new Note("b", "bread", 2));

    assertThat(call(new ListNotes.Provider(), "", "", "en").text())
        .isEqualTo("There are 2 notes. 1: milk. 2: bread.");
    assertThat(call(new ListNotes.Provider(), "", "", "zh").text()).isEqualTo("有2条笔记。第1条：milk。第2条：bread。");
    for (int i = 3; i <= 12; i++) {
      kept.add(new Note("n" + i, "thing " + i, i));
    }
    assertThat(call(new ListNotes.Provider(), "", "", "en").text())
        .startsWith("There are 12 notes. These are the last 10. 3: thing 3.");
  }

  @Test
  void note_deletedByNumberWordsOrLast_isGone() throws Exception {
    openRegistry();
    for (String text : List.of("milk", "bread", "Eggs", "more eggs")) {
      kept.add(new Note(text, text, kept.size()));
    }

    assertThat(call(new DeleteNote.Provider(), "which", "2", "en").text()).isEqualTo("Deleted: bread.");
    assertThat(call(new DeleteNote.Provider(), "which", "eggs", "en").text())
        .isEqualTo("There are 2 such notes. Say which one.");
    assertThat(call(new DeleteNote.Provider(), "which", "last", "en").text()).isEqualTo("Deleted: more eggs.");
    assertThat(call(new DeleteNote.Provider(), "which", "EGGS", "en").text()).isEqualTo("Deleted: Eggs.");
    assertThat(call(new DeleteNote.Provider(), "which", "9", "en").failed()).isTrue();
    assertThat(kept).extracting(Note::text).containsExactly("milk");
    assertThat(call(new DeleteNote.Provider(), "which", "全部", "zh").text()).isEqualTo("笔记都删掉了。");
    assertThat(kept).isEmpty();
  }

  @Test
  void registryFull_noteAdded_saysSo() throws Exception {
    openRegistry();
    full = true;

    ToolResult result = call(new AddNote.Provider(), "text", "milk", "en");

    assertThat(result.failed()).isTrue();
    assertThat(result.text()).isEqualTo("There are too many notes. Delete some first.");
  }

  @Test
  void noRegistryOrNoDevice_noteAdded_saysSo() throws Exception {
    assertThat(call(new AddNote.Provider(), "text", "milk", "en").text())
        .isEqualTo("I can't get at the notes right now.");
    openRegistry();
    ToolCaller stranger = new ToolCaller(new TurnRef("s", 1, 1), "", "", 1_000, "");
    JsonObject arguments = new JsonObject().put("text", "milk");
    assertThat(await(create(new AddNote.Provider()).call(arguments, stranger)).text()).isEqualTo("I can't get at the notes right now.");
  }

  @Test
  void emptyOrEndlessNote_added_isRefused() throws Exception {
    openRegistry();

    assertThat(call(new AddNote.Provider(), "text", "  ", "en").failed()).isTrue();
    assertThat(call(new AddNote.Provider(), "text", "x".repeat(NoteBook.TEXT_CHARS_MAX + 1), "en").failed()).isTrue();
    assertThat(kept).isEmpty();
  }

  private ToolResult call(BuiltinToolProvider provider, String name, String value, String lang) throws Exception {
    JsonObject arguments = new JsonObject();
    if (!name.isEmpty()) {
      arguments.put(name, value);
    }
    return await(create(provider).call(arguments, lang.equals("zh") ? Grounds.MANDARIN : Grounds.ENGLISH));
  }

  private BuiltinTool create(BuiltinToolProvider provider) {
    return provider.create(new OptionsReader("t", new JsonObject()), ground);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
