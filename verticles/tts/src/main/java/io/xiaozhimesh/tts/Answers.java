package io.xiaozhimesh.tts;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * All leases of one verticle, by session: takes them, gives each message to its own, drops what is stale and frees what
 * is over. Lives on the verticle's context, except {@link #size}.
 */
final class Answers {

  private static final Set<Integer> FRAME_DURATIONS_MS = Set.of(10, 20, 40, 60);

  private final SpeechRoom room;
  private final Map<String, Answer> bySession = new HashMap<>();
  private final CancelledTurns cancelled = new CancelledTurns();
  private volatile int size;

  Answers(SpeechRoom room) {
    this.room = room;
  }

  /** Leases held now. Any thread. */
  int size() {
    return size;
  }

  /** Whose answers are being spoken, by the inbox of their owner. */
  Map<String, List<String>> byOwner() {
    return bySession.values().stream().collect(Collectors.groupingBy(Answer::ownerInbox,
        Collectors.mapping(answer -> answer.ref().sessionId(), Collectors.toList())));
  }

  Future<BusMessage> open(SpeakOpen open) {
    TurnRef ref = open.ref();
    Answer before = bySession.get(ref.sessionId());
    MeshException refusal = refusal(open, before);
    if (refusal != null) {
      room.count("mesh.tts.answer.refused", "error", refusal.error().name());
      return Future.failedFuture(refusal);
    }
    if (before != null) {
      room.count("mesh.tts.answer.replaced");
      remove(before);
    }
    bySession.put(ref.sessionId(), new Answer(room, open, this::remove));
    size = bySession.size();
    room.count("mesh.tts.answer.opened");
    return Future.succeededFuture(new Accepted());
  }

  void sentence(SpeakSentence message) {
    onLease(message.ref(), answer -> answer.add(message));
  }

  void credit(SpeakCredit message) {
    onLease(message.ref(), answer -> answer.grant(message.upToSequence()));
  }

  void end(SpeakEnd message) {
    onLease(message.ref(), Answer::end);
  }

  void cancel(SpeakCancel message) {
    cancelled.add(message.ref());
    Answer answer = bySession.get(message.ref().sessionId());
    if (answer != null && Turns.ORDER.compare(answer.ref(), message.ref()) <= 0) {
      room.count("mesh.tts.answer.cancelled");
      remove(answer);
    }
  }

  void closed(SessionClosed message) {
    Answer answer = bySession.get(message.sessionId());
    if (answer != null) {
      room.count("mesh.tts.answer.cancelled");
      remove(answer);
    }
  }

  /** Frees leases whose owner is silent, and breaks off engines that are too slow. */
  void sweep() {
    for (Answer answer : List.copyOf(bySession.values())) {
      if (answer.isExpired(room.nowMs())) {
        room.count("mesh.tts.answer.expired");
        remove(answer);
      }
    }
  }

  void close() {
    List.copyOf(bySession.values()).forEach(this::remove);
  }

  private MeshException refusal(SpeakOpen open, Answer before) {
    AudioFormat downlink = open.downlink();
    if (downlink.channels() != 1 || !FRAME_DURATIONS_MS.contains(downlink.frameDurationMs())) {
      return new MeshException(MeshError.BAD_REQUEST, "speech is mono in frames of 10, 20, 40 or 60 ms");
    } else if (cancelled.covers(open.ref()) || before != null && Turns.ORDER.compare(open.ref(), before.ref()) < 0) {
      return new MeshException(MeshError.CANCELLED, "a newer turn has overtaken it");
    } else if (before == null && bySession.size() >= room.options().answers().max()) {
      return new MeshException(MeshError.OVERLOADED, "all " + bySession.size() + " leases are taken");
    }
    return null;
  }

  private void onLease(TurnRef ref, Consumer<Answer> then) {
    Answer answer = bySession.get(ref.sessionId());
    if (answer == null || !answer.ref().equals(ref)) {
      room.count("mesh.tts.message.stale");
      return;
    }
    then.accept(answer);
  }

  private void remove(Answer answer) {
    answer.cancel();
    bySession.remove(answer.ref().sessionId(), answer);
    size = bySession.size();
  }
}
