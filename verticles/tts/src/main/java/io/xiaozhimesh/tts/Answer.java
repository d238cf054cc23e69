package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.tts.internal.Outbox;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lease on one answer: its sentences in order, the one that is being spoken, the one after it that is already being
 * made, and what waits for credit. Lives on the verticle's context.
 */
final class Answer {

  /** Sentences that are made at the same time: the one that is heard and the next. */
  private static final int MAKING_MAX = 2;

  private final SpeechRoom room;
  private final Consumer<Answer> whenOver;
  private final TurnRef ref;
  private final String ownerInbox;
  private final AudioFormat downlink;
  private final Outbox outbox;
  private final int backlogFrames;
  private final ArrayDeque<SpeakSentence> waiting = new ArrayDeque<>();
  private final ArrayDeque<Making> making = new ArrayDeque<>();
  private long lastActivityMs;
  private int lastIndex = -1;
  private boolean ended;
  private boolean cancelled;

  Answer(SpeechRoom room, SpeakOpen open, Consumer<Answer> whenOver) {
    this.room = room;
    this.whenOver = whenOver;
    this.ref = open.ref();
    this.ownerInbox = open.ownerInbox();
    this.downlink = open.downlink();
    this.outbox = new Outbox(open.creditFrames());
    this.backlogFrames = Math.max(1, room.options().answers().backlogMs() / downlink.frameDurationMs());
    this.lastActivityMs = room.nowMs();
  }

  TurnRef ref() {
    return ref;
  }

  String ownerInbox() {
    return ownerInbox;
  }

  /** Queues a sentence behind those before it; one that was already there is ignored. */
  void add(SpeakSentence sentence) {
    lastActivityMs = room.nowMs();
    if (sentence.index() <= lastIndex || ended) {
      room.count("mesh.tts.sentence.repeated");
      return;
    }
    lastIndex = sentence.index();
    if (waiting.size() >= room.options().answers().sentencesMax()) {
      report(new Outbox.End(sentence.index(), 0, "", new MeshException(MeshError.OVERLOADED, "too many sentences")));
      return;
    }
    waiting.add(sentence);
    advance();
  }

  void grant(int upToSequence) {
    lastActivityMs = room.nowMs();
    outbox.grant(upToSequence);
    advance();
  }

  /** No further sentence follows. */
  void end() {
    lastActivityMs = room.nowMs();
    ended = true;
    advance();
  }

  /** Sends nothing more and frees everything. */
  void cancel() {
    cancelled = true;
    waiting.clear();
    making.forEach(Making::cancel);
    making.clear();
  }

  private boolean allSaid() {
    return ended && waiting.isEmpty() && making.isEmpty() && outbox.isEmpty();
  }

  /** Whether the owner has been silent for too long; engines that are too slow are broken off. */
  boolean isExpired(long nowMs) {
    making.forEach(m -> m.checkDeadline(nowMs));
    return nowMs - lastActivityMs > room.options().answers().ttlMs();
  }

  private void advance() {
    if (cancelled) {
      return;
    }
    do {
      startNext();
      collect();
      sendAllowed();
    } while (mayStart());
    int more = backlogFrames - backlog();
    making.forEach(m -> m.allowMore(more));
    if (allSaid()) {
      whenOver.accept(this);
    }
  }

  /** Frames that are made and not yet sent. */
  private int backlog() {
    return outbox.waitingFrames() + making.stream().mapToInt(Making::waitingFrames).sum();
  }

  private boolean mayStart() {
    return !waiting.isEmpty() && backlog() < backlogFrames
        && (making.isEmpty() || making.size() < MAKING_MAX && making.getLast().sounds());
  }

  private void startNext() {
    if (mayStart()) {
      SpeakSentence item = waiting.poll();
      Making next = item.audio().isEmpty()
          ? new SentenceMaking(room, downlink, item, this::advance)
          : new SoundMaking(room, downlink, item, this::advance);
      making.add(next);
      next.start();
    }
  }

  private void collect() {
    while (!making.isEmpty()) {
      Making head = making.peek();
      outbox.add(head.index(), head.takeFrames());
      if (!head.isOver()) {
        return;
      }
      outbox.end(head.index(), head.engine(), head.failure());
      making.poll();
    }
  }

  private void sendAllowed() {
    for (Optional<Outbox.Item> next = outbox.poll(); next.isPresent(); next = outbox.poll()) {
      lastActivityMs = room.nowMs();
      if (next.get() instanceof Outbox.Frame f) {
        room.send(ownerInbox, new SpeechFrame(ref, f.sentence(), f.sequence(), f.opus()));
      } else if (next.get() instanceof Outbox.End e) {
        report(e);
      }
    }
  }

  private void report(Outbox.End end) {
    if (end.failure() == null) {
      room.count("mesh.tts.sentence.spoken", "engine", end.engine());
      room.send(ownerInbox, new SentenceSpoken(ref, end.sentence(), end.frames(), end.engine()));
    } else {
      room.count("mesh.tts.sentence.failed", "error", end.failure().error().name());
      String why = String.valueOf(end.failure().getMessage());
      room.send(ownerInbox, new SpeakFailed(ref, end.sentence(), end.failure().error(), why));
    }
  }
}
