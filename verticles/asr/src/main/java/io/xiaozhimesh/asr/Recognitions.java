package io.xiaozhimesh.asr;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.asr.internal.UtteranceTable;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TranscriptInterim;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.stage.StageContext;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The utterances of this node between the inbox and the engine. Each ends in exactly one of: a final transcript, a
 * failure, or silence because it was cancelled, overtaken or forgotten. Used on one context.
 */
final class Recognitions {

  private final Vertx vertx;
  private final Context context;
  private final StageContext stage;
  private final AsrOptions options;
  private final AsrEngine engine;
  private final UtteranceTable<Utterance> table;
  /** When the utterance ended that has waited longest; -1 where none waits. */
  private volatile long waitingSinceMs = -1;

  Recognitions(Vertx vertx, StageContext stage, AsrOptions options, AsrEngine engine) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.stage = stage;
    this.options = options;
    this.engine = engine;
    this.table = new UtteranceTable<>(options.utteranceTtlMs());
  }

  /** How many utterances are open. */
  int size() {
    return table.size();
  }

  /**
   * How long the utterance that ended first has waited for its transcript, in milliseconds; 0 where none waits. Any thread.
   */
  int oldestWaitMs() {
    long since = waitingSinceMs;
    return since < 0 ? 0 : (int) Math.max(0, now() - since);
  }

  private void noLongerWaits(Utterance over) {
    if (over.endedMs() >= 0 && over.endedMs() <= waitingSinceMs) {
      waitingSinceMs = table.all().stream().filter(u -> u != over).mapToLong(Utterance::endedMs)
          .filter(endedMs -> endedMs >= 0).min().orElse(-1);
    }
  }

  /** Whose utterances are open, by the inbox of their owner. */
  Map<String, Set<String>> byOwner() {
    return table.all().stream().collect(Collectors.groupingBy(Utterance::ownerInbox,
        Collectors.mapping(utterance -> utterance.ref().sessionId(), Collectors.toSet())));
  }

  Future<Accepted> open(UtteranceOpen open) {
    if (table.isStale(open.ref())) {
      count("stale");
      return Future.failedFuture(new MeshException(MeshError.CANCELLED, "a newer epoch has begun"));
    }
    table.supersede(open.ref(), open.utteranceId(), now()).forEach(old -> drop(old, "superseded"));
    try {
      Recognition recognition = engine.open(open.language(), text -> context.runOnContext(v -> interim(open, text)));
      table.add(open.ref(), open.utteranceId(), new Utterance(open, recognition), now());
      count("opened");
      return Future.succeededFuture(new Accepted());
    } catch (MeshException e) {
      count("refused");
      return Future.failedFuture(e);
    }
  }

  void accept(UtterancePcm piece) {
    table.touch(piece.ref(), piece.utteranceId(), now())
        .ifPresentOrElse(utterance -> utterance.accept(piece), () -> unknown(piece.ref()));
  }

  void end(UtteranceEnd end) {
    table.touch(end.ref(), end.utteranceId(), now())
        .ifPresentOrElse(utterance -> end(utterance, end.pieces()), () -> unknown(end.ref()));
  }

  void cancel(UtteranceCancel cancel) {
    table.remove(cancel.ref(), cancel.utteranceId())
        .ifPresentOrElse(utterance -> drop(utterance, "cancelled"), () -> unknown(cancel.ref()));
  }

  /** Forgets what nobody has mentioned for too long. */
  void expire() {
    table.expire(now()).forEach(utterance -> drop(utterance, "expired"));
  }

  /** Cancels everything. */
  void close() {
    table.clear().forEach(utterance -> drop(utterance, "closed"));
  }

  private void end(Utterance utterance, int pieces) {
    if (!utterance.end(pieces, now())) {
      return;
    }
    if (utterance.order().missing() > 0) {
      count("incomplete");
      table.remove(utterance.ref(), utterance.utteranceId());
      utterance.cancel();
      fail(utterance, new MeshException(MeshError.CANCELLED, "pieces of the utterance were lost on the way"));
      return;
    }
    waitingSinceMs = waitingSinceMs < 0 ? utterance.endedMs() : waitingSinceMs;
    utterance.deadlineTimer(vertx.setTimer(options.transcriptDeadlineMs(), id -> timeOut(utterance)));
    utterance.finish().whenComplete((transcript, failure) ->
        context.runOnContext(v -> settle(utterance, transcript, failure)));
  }

  private void settle(Utterance utterance, Transcript transcript, Throwable failure) {
    if (!take(utterance)) {
      return;
    }
    if (failure != null) {
      fail(utterance, MeshException.of(failure));
      return;
    }
    int asrMs = (int) (now() - utterance.endedMs());
    stage.metrics().recordMs("mesh.asr.final.ms", asrMs, "engine", transcript.engine());
    count(transcript.text().isEmpty() ? "nothing" : "understood");
    stage.bus().send(utterance.ownerInbox(), new TranscriptFinal(utterance.ref(), utterance.utteranceId(),
        bounded(transcript.text()), transcript.language(), transcript.emotion(), transcript.engine(), asrMs));
  }

  private void timeOut(Utterance utterance) {
    if (take(utterance)) {
      utterance.cancel();
      fail(utterance, new MeshException(MeshError.TIMEOUT, "no transcript within the deadline"));
    }
  }

  private void fail(Utterance utterance, MeshException failure) {
    count("failed");
    stage.bus().send(utterance.ownerInbox(),
        new TranscriptFailed(utterance.ref(), utterance.utteranceId(), failure.error(), failure.getMessage()));
  }

  private void interim(UtteranceOpen open, String text) {
    if (table.touch(open.ref(), open.utteranceId(), now()).isPresent()) {
      stage.bus().send(open.ownerInbox(), new TranscriptInterim(open.ref(), open.utteranceId(), bounded(text)));
    }
  }

  /** Takes the utterance out of the table unless it has ended in another way. */
  private boolean take(Utterance utterance) {
    boolean there = table.touch(utterance.ref(), utterance.utteranceId(), now())
        .filter(kept -> kept == utterance).isPresent();
    if (there) {
      table.remove(utterance.ref(), utterance.utteranceId());
      noLongerWaits(utterance);
      vertx.cancelTimer(utterance.deadlineTimer());
    }
    return there;
  }

  private void drop(Utterance utterance, String how) {
    count(how);
    noLongerWaits(utterance);
    vertx.cancelTimer(utterance.deadlineTimer());
    utterance.cancel();
  }

  private void unknown(TurnRef ref) {
    count(table.isStale(ref) ? "stale" : "unknown");
  }

  private void count(String outcome) {
    stage.metrics().count("mesh.asr.utterance", "outcome", outcome);
  }

  private long now() {
    return stage.clock().nowMs();
  }

  private static String bounded(String text) {
    return text.length() <= Limits.TRANSCRIPT_CHARS_MAX ? text : text.substring(0, Limits.TRANSCRIPT_CHARS_MAX);
  }
}
