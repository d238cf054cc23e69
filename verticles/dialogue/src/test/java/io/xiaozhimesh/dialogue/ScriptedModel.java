package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A model that says what a test has written down, one delta per turn of the event loop. */
final class ScriptedModel implements LanguageModel {

  /**
   * One answer.
   *
   * @param deltas the text
   * @param calls tools that are wanted at the end
   * @param failure how it breaks off after the text, or null
   * @param hangs says nothing more after the text
   */
  record Script(List<String> deltas, List<ToolRequest> calls, MeshError failure, boolean hangs) {

    static Script says(String... deltas) {
      return new Script(List.of(deltas), List.of(), null, false);
    }

    static Script calls(ToolRequest... calls) {
      return new Script(List.of(), List.of(calls), null, false);
    }

    static Script fails(MeshError failure, String... deltas) {
      return new Script(List.of(deltas), List.of(), failure, false);
    }

    static Script hangs(String... deltas) {
      return new Script(List.of(deltas), List.of(), null, true);
    }
  }

  /** What the next answers are, and what was asked and cancelled, for the one test that runs. */
  static final Queue<Script> SCRIPTS = new ConcurrentLinkedQueue<>();
  static final BlockingQueue<ModelRequest> ASKED = new LinkedBlockingQueue<>();
  static final BlockingQueue<ModelRequest> CANCELLED = new LinkedBlockingQueue<>();

  private final Vertx vertx;

  ScriptedModel(Vertx vertx) {
    this.vertx = vertx;
  }

  static void forget() {
    SCRIPTS.clear();
    ASKED.clear();
    CANCELLED.clear();
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    ASKED.add(request);
    Script script = SCRIPTS.remove();
    boolean[] cancelled = new boolean[1];
    play(script, 0, listener, cancelled);
    return () -> {
      cancelled[0] = true;
      CANCELLED.add(request);
    };
  }

  private void play(Script script, int at, ModelListener listener, boolean[] cancelled) {
    vertx.runOnContext(v -> {
      if (cancelled[0]) {
        return;
      }
      if (at < script.deltas().size()) {
        listener.text(script.deltas().get(at));
        play(script, at + 1, listener, cancelled);
      } else if (script.failure() != null) {
        listener.failed(new MeshException(script.failure(), "as the script says"));
      } else if (!script.hangs()) {
        listener.ended(script.calls());
      }
    });
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
