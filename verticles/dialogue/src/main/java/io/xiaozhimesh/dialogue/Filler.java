package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.ToolFiller;
import java.util.List;

/** Something to say while tools run: once, if they take long and nothing was said in the turn yet. */
final class Filler {

  private final Vertx vertx;
  private final int afterMs;

  Filler(Vertx vertx, int afterMs) {
    this.vertx = vertx;
    this.afterMs = afterMs;
  }

  /**
   * Says it unless the tools end before.
   *
   * @param own what the tools themselves would say, in the order of preference
   */
  void during(Future<?> tools, Turn turn, List<ToolFiller> own) {
    if (afterMs == 0 || tools.isComplete()) {
      return;
    }
    long timer = vertx.setTimer(afterMs, t -> {
      turn.reply().fill(Wording.filler(turn.reply().language(), own));
    });
    tools.onComplete(done -> vertx.cancelTimer(timer));
  }
}
