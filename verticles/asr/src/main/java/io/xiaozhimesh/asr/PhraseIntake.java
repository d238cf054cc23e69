package io.xiaozhimesh.asr;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.asr.internal.PhraseBook;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.stage.StageContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what can be said to the mesh and passes the union on to the engine, once things have been quiet for a moment:
 * at start every source declares at once. Used on one context.
 */
final class PhraseIntake {

  private static final Logger LOG = LoggerFactory.getLogger(PhraseIntake.class);
  private static final int SOURCES_MAX = 1_000;
  private static final int PHRASES_MAX = 20_000;

  /** A source in another JVM may have answered before it knew the way here, or not be there yet. */
  private static final long ASK_AGAIN_MS = 1_000;

  private final Vertx vertx;
  private final StageContext stage;
  private final AsrEngine engine;
  private final int debounceMs;
  private final PhraseBook book = new PhraseBook(SOURCES_MAX, PHRASES_MAX);
  private MessageConsumer<BusMessage> subscription;
  private long timer = -1;
  private long askTimer = -1;
  private boolean heard;

  PhraseIntake(Vertx vertx, StageContext stage, AsrEngine engine, int debounceMs) {
    this.vertx = vertx;
    this.stage = stage;
    this.engine = engine;
    this.debounceMs = debounceMs;
  }

  /** Listens, then asks every source to declare again: at once, a second later, and until the first was heard. */
  Future<Void> start() {
    subscription = stage.bus().subscribe(Addresses.PHRASES, PhrasesDeclared.class, this::declared);
    return subscription.completion().onSuccess(v -> {
      ask();
      askTimer = vertx.setPeriodic(ASK_AGAIN_MS, id -> askAgain());
    });
  }

  Future<Void> stop() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(askTimer);
    return subscription.unregister();
  }

  private void ask() {
    stage.bus().publish(Addresses.PHRASES, new PhrasesWanted(stage.bus().node()));
  }

  private void askAgain() {
    if (heard) {
      vertx.cancelTimer(askTimer);
    }
    stage.metrics().count("mesh.asr.phrases.asked");
    ask();
  }

  private void declared(PhrasesDeclared declared) {
    heard = true;
    PhraseBook.Outcome outcome = book.declare(declared);
    if (outcome == PhraseBook.Outcome.REFUSED) {
      stage.metrics().count("mesh.asr.phrases.refused");
      LOG.warn("no room for the {} phrases of {}", declared.phrases().size(), declared.source());
    } else if (outcome == PhraseBook.Outcome.CHANGED) {
      vertx.cancelTimer(timer);
      timer = vertx.setTimer(debounceMs, id -> handOver());
    }
  }

  private void handOver() {
    stage.metrics().count("mesh.asr.phrases.changed");
    engine.phrases(book.union()).whenComplete((done, failure) -> {
      if (failure != null) {
        stage.metrics().count("mesh.asr.phrases.failed");
        LOG.error("{} did not take the phrases; the ones before still hold", engine.name(), failure);
      }
    });
  }
}
