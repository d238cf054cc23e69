package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.xiaozhimesh.bridge.internal.LeaseTable;
import io.xiaozhimesh.bridge.internal.LeaseTable.Place;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerText;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A voice in another language. One answer of a session at a time; a newer one replaces the older. */
final class TtsPort implements WorkerPort {

  private final PortScope scope;
  private final WorkerSession worker;
  private final Inbox inbox;
  private final LeaseTable<SpokenAnswer> leases;
  private LeaseBeats beats;

  TtsPort(PortScope scope, WorkerSession worker, String number) {
    this.scope = scope;
    this.worker = worker;
    this.leases = new LeaseTable<>(scope.limits().leaseTtlMs());
    this.inbox = scope.stage().bus().inbox(Role.TTS, number)
        .onRequest(SpeakOpen.class, this::open)
        .on(SpeakSentence.class, this::sentence)
        .on(SpeakEnd.class, this::end)
        .on(SpeakCredit.class, this::credit)
        .on(SpeakCancel.class, this::cancel);
  }

  @Override
  public Future<Void> open() {
    return inbox.open().onSuccess(v -> {
      beats = LeaseBeats.start(scope.vertx(), scope.stage(), Role.TTS, inbox(), this::byOwner);
      scope.stage().directory().offer(Role.TTS, inbox(), this::load);
    });
  }

  @Override
  public String inbox() {
    return inbox.address();
  }

  @Override
  public void message(BusMessage message) {
    if (message instanceof SentenceSpoken spoken) {
      answer(spoken.ref(), a -> a.spoken(spoken));
    } else if (message instanceof SpeakFailed failed) {
      answer(failed.ref(), a -> a.failed(failed));
    } else {
      throw new MeshException(MeshError.BAD_REQUEST,
          "a tts worker does not send " + message.getClass().getSimpleName());
    }
  }

  @Override
  public void frame(WorkerFrame frame) {
    if (!leases.wasGiven(frame.stream())) {
      throw new MeshException(MeshError.BAD_REQUEST, "a frame of a stream that never was");
    }
    leases.touch(frame.stream(), scope.nowMs()).ifPresentOrElse(a -> a.frame(frame), () -> count("stale"));
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
    leases.expire(scope.nowMs()).forEach(a -> drop(a, "expired"));
  }

  @Override
  public Future<Void> close() {
    withdraw();
    if (beats != null) {
      beats.stop();
    }
    leases.clear().forEach(SpokenAnswer::lost);
    return inbox.close();
  }

  private Map<String, Set<String>> byOwner() {
    return leases.all().stream().collect(Collectors.groupingBy(SpokenAnswer::ownerInbox,
        Collectors.mapping(answer -> answer.ref().sessionId(), Collectors.toSet())));
  }

  private Load load() {
    int capacity = worker.hello().capacity();
    return new Load(capacity, leases.size(), Math.max(worker.load(), (double) leases.size() / capacity));
  }

  private Future<Accepted> open(SpeakOpen open) {
    if (leases.isStale(open.ref())) {
      count("stale");
      return Future.failedFuture(new MeshException(MeshError.CANCELLED, "a newer epoch has begun"));
    }
    Place place = place(open.ref());
    leases.supersede(place, true).forEach(old -> drop(old, "superseded"));
    if (!worker.takesMore(leases.size())) {
      count("refused");
      return Future.failedFuture(worker.isDraining()
          ? new MeshException(MeshError.UNAVAILABLE, "the worker drains")
          : new MeshException(MeshError.OVERLOADED, "the worker is full"));
    }
    int stream = leases.nextStream();
    leases.add(place, new SpokenAnswer(scope, open), scope.nowMs());
    return worker.request(WorkerText.of(open).opening(stream), scope.limits().requestMs())
        .map(Accepted.class::cast)
        .onSuccess(v -> count("opened"))
        .onFailure(failure -> leases.remove(place).ifPresent(a -> drop(a, "refused")));
  }

  private void sentence(SpeakSentence sentence) {
    answer(sentence.ref(), a -> {
      if (a.asked(sentence)) {
        if (sentence.skipFrames() > 0) {
          worker.send(new SpeakCredit(a.ref(), a.workerCredit()));
        }
        worker.send(new SpeakSentence(
            a.ref(), sentence.index(), sentence.text(), sentence.language(), sentence.voice(), 0));
      }
    });
  }

  private void end(SpeakEnd end) {
    answer(end.ref(), a -> {
      a.end(end.sentences());
      worker.send(end);
    });
  }

  private void credit(SpeakCredit credit) {
    answer(credit.ref(), a -> {
      a.grant(credit.upToSequence());
      worker.send(new SpeakCredit(a.ref(), a.workerCredit()));
    });
  }

  private void cancel(SpeakCancel cancel) {
    leases.remove(place(cancel.ref())).ifPresentOrElse(a -> drop(a, "cancelled"), () -> count("unknown"));
  }

  private void answer(TurnRef ref, Consumer<SpokenAnswer> then) {
    leases.touch(place(ref), scope.nowMs()).ifPresentOrElse(a -> {
      then.accept(a);
      if (a.isOver()) {
        leases.remove(place(ref));
        worker.delivered();
        count("spoken");
      }
    }, () -> count(leases.isStale(ref) ? "stale" : "unknown"));
  }

  private void drop(SpokenAnswer answer, String how) {
    count(how);
    answer.cancel();
    worker.send(new SpeakCancel(answer.ref()));
  }

  private void count(String outcome) {
    scope.count("mesh.bridge.tts.answer", "outcome", outcome);
  }

  private static Place place(TurnRef ref) {
    return new Place(ref, 0);
  }
}
