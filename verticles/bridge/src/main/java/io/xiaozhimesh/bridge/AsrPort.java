package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.bridge.internal.LeaseTable;
import io.xiaozhimesh.bridge.internal.LeaseTable.Place;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TranscriptInterim;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerFrame.Kind;
import io.xiaozhimesh.protocol.worker.WorkerText;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A recogniser in another language. Each utterance ends in one transcript, one failure, or silence when cancelled. */
final class AsrPort implements WorkerPort {

  private static final long NO_TIMER = -1;

  private static final class Utterance {
    private final UtteranceOpen open;
    private final int stream;
    private long deadline = NO_TIMER;

    Utterance(UtteranceOpen open, int stream) {
      this.open = open;
      this.stream = stream;
    }

    private Place place() {
      return new Place(open.ref(), open.utteranceId());
    }
  }

  private final PortScope scope;
  private final WorkerSession worker;
  private final Inbox inbox;
  private final LeaseTable<Utterance> leases;
  private MessageConsumer<BusMessage> phrases;
  private LeaseBeats beats;

  AsrPort(PortScope scope, WorkerSession worker, String number) {
    this.scope = scope;
    this.worker = worker;
    this.leases = new LeaseTable<>(scope.limits().leaseTtlMs());
    this.inbox = scope.stage().bus().inbox(Role.ASR, number)
        .onRequest(UtteranceOpen.class, this::open)
        .on(UtterancePcm.class, this::pcm)
        .on(UtteranceEnd.class, this::end)
        .on(UtteranceCancel.class, this::cancel);
  }

  @Override
  public Future<Void> open() {
    Future<Void> listening = inbox.open();
    if (worker.hello().phrases()) {
      phrases = scope.stage().bus().subscribe(Addresses.PHRASES, PhrasesDeclared.class, worker::send);
      listening = Future.join(listening, phrases.completion()).mapEmpty();
    }
    return listening.onSuccess(v -> {
      beats = LeaseBeats.start(scope.vertx(), scope.stage(), Role.ASR, inbox(), this::byOwner);
      scope.stage().directory().offer(Role.ASR, inbox(), this::load);
      if (phrases != null) {
        scope.stage().bus().publish(Addresses.PHRASES, new PhrasesWanted(inbox()));
      }
    });
  }

  @Override
  public String inbox() {
    return inbox.address();
  }

  @Override
  public void message(BusMessage message) {
    if (message instanceof TranscriptInterim interim) {
      leases.touch(new Place(interim.ref(), interim.utteranceId()), scope.nowMs())
          .ifPresentOrElse(u -> tellOwner(u, interim), () -> stale(interim.ref()));
    } else if (message instanceof TranscriptFinal result) {
      settle(new Place(result.ref(), result.utteranceId()), result, "understood");
    } else if (message instanceof TranscriptFailed failed) {
      settle(new Place(failed.ref(), failed.utteranceId()), failed, "failed");
    } else {
      throw new MeshException(MeshError.BAD_REQUEST,
          "an asr worker does not send " + message.getClass().getSimpleName());
    }
  }

  @Override
  public void frame(WorkerFrame frame) {
    throw new MeshException(MeshError.BAD_REQUEST, "an asr worker does not send audio");
  }

  @Override
  public void withdraw() {
    scope.stage().directory().withdraw(inbox());
  }

  @Override
  public int running() {
    return leases.size();
  }

  @Override
  public void expire() {
    leases.expire(scope.nowMs()).forEach(u -> drop(u, "expired"));
  }

  @Override
  public Future<Void> close() {
    withdraw();
    if (beats != null) {
      beats.stop();
    }
    if (phrases != null) {
      phrases.unregister();
    }
    leases.clear().forEach(u -> fail(u, new MeshException(MeshError.UNAVAILABLE, "the worker is gone")));
    return inbox.close();
  }

  private Map<String, Set<String>> byOwner() {
    return leases.all().stream().collect(Collectors.groupingBy(utterance -> utterance.open.ownerInbox(),
        Collectors.mapping(utterance -> utterance.open.ref().sessionId(), Collectors.toSet())));
  }

  private Load load() {
    int capacity = worker.hello().capacity();
    return new Load(capacity, leases.size(), Math.max(worker.load(), (double) leases.size() / capacity));
  }

  private Future<Accepted> open(UtteranceOpen open) {
    if (leases.isStale(open.ref())) {
      stale(open.ref());
      return Future.failedFuture(new MeshException(MeshError.CANCELLED, "a newer epoch has begun"));
    }
    Place place = new Place(open.ref(), open.utteranceId());
    leases.supersede(place, false).forEach(old -> drop(old, "superseded"));
    if (!worker.takesMore(leases.size())) {
      count("refused");
      return Future.failedFuture(worker.isDraining()
          ? new MeshException(MeshError.UNAVAILABLE, "the worker drains")
          : new MeshException(MeshError.OVERLOADED, "the worker is full"));
    }
    Utterance utterance = new Utterance(open, leases.nextStream());
    leases.add(place, utterance, scope.nowMs());
    return worker.request(WorkerText.of(open).opening(utterance.stream), scope.limits().requestMs())
        .map(Accepted.class::cast)
        .onSuccess(v -> count("opened"))
        .onFailure(failure -> leases.remove(place).ifPresent(u -> drop(u, "refused")));
  }

  private void pcm(UtterancePcm piece) {
    leases.touch(new Place(piece.ref(), piece.utteranceId()), scope.nowMs()).ifPresentOrElse(
        u -> worker.send(new WorkerFrame(Kind.UTTERANCE_PCM, u.stream, piece.ref().epoch(), piece.utteranceId(),
            piece.sequence(), 0, piece.pcm())),
        () -> stale(piece.ref()));
  }

  private void end(UtteranceEnd end) {
    leases.touch(new Place(end.ref(), end.utteranceId()), scope.nowMs()).ifPresentOrElse(u -> {
      worker.send(end);
      u.deadline = scope.vertx().setTimer(scope.limits().resultMs(), t -> timeOut(u));
    }, () -> stale(end.ref()));
  }

  private void cancel(UtteranceCancel cancel) {
    leases.remove(new Place(cancel.ref(), cancel.utteranceId()))
        .ifPresentOrElse(u -> drop(u, "cancelled"), () -> stale(cancel.ref()));
  }

  private void settle(Place place, BusMessage result, String outcome) {
    leases.remove(place).ifPresentOrElse(u -> {
      scope.vertx().cancelTimer(u.deadline);
      worker.delivered();
      count(outcome);
      tellOwner(u, result);
    }, () -> stale(place.ref()));
  }

  private void timeOut(Utterance utterance) {
    leases.remove(utterance.place()).ifPresent(u -> {
      worker.send(new UtteranceCancel(u.open.ref(), u.open.utteranceId()));
      fail(u, new MeshException(MeshError.TIMEOUT, "no transcript within the deadline"));
      worker.missed();
    });
  }

  private void drop(Utterance utterance, String how) {
    count(how);
    scope.vertx().cancelTimer(utterance.deadline);
    worker.send(new UtteranceCancel(utterance.open.ref(), utterance.open.utteranceId()));
  }

  private void fail(Utterance utterance, MeshException failure) {
    count("failed");
    scope.vertx().cancelTimer(utterance.deadline);
    tellOwner(utterance, new TranscriptFailed(
        utterance.open.ref(), utterance.open.utteranceId(), failure.error(), failure.getMessage()));
  }

  private void tellOwner(Utterance utterance, BusMessage message) {
    scope.stage().bus().send(utterance.open.ownerInbox(), message);
  }

  private void stale(TurnRef ref) {
    count(leases.isStale(ref) ? "stale" : "unknown");
  }

  private void count(String outcome) {
    scope.count("mesh.bridge.asr.utterance", "outcome", outcome);
  }
}
