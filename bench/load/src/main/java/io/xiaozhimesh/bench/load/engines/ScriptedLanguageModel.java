package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import java.util.List;

/**
 * Answers every question after a stated time with one sentence in one token, so that no time passes between token and
 * sentence.
 */
final class ScriptedLanguageModel implements LanguageModel {

  private final Vertx vertx;
  private final int firstTokenMs;

  ScriptedLanguageModel(Vertx vertx, int firstTokenMs) {
    this.vertx = vertx;
    this.firstTokenMs = firstTokenMs;
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    long timer = vertx.setTimer(Math.max(1, firstTokenMs), fired -> {
      listener.text(ScriptedSpeech.answer(question(request)));
      listener.ended(List.of());
    });
    return () -> vertx.cancelTimer(timer);
  }

  private static String question(ModelRequest request) {
    return request.messages().isEmpty() ? "" : request.messages().get(request.messages().size() - 1).text();
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
