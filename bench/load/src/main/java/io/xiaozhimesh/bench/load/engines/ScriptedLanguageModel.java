package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import java.util.List;

/** Answers every question with the same text after a stated time. */
final class ScriptedLanguageModel implements LanguageModel {

  private final Vertx vertx;
  private final int firstTokenMs;
  private final String text;

  ScriptedLanguageModel(Vertx vertx, int firstTokenMs, String text) {
    this.vertx = vertx;
    this.firstTokenMs = firstTokenMs;
    this.text = text;
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    long timer = vertx.setTimer(Math.max(1, firstTokenMs), fired -> {
      listener.text(text);
      listener.ended(List.of());
    });
    return () -> vertx.cancelTimer(timer);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
