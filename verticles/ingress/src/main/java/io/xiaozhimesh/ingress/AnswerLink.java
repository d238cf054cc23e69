package io.xiaozhimesh.ingress;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/**
 * One answer's leases on a dialogue and a tts worker. What is to be spoken waits here until tts has granted its lease.
 * Owned by the session, on its context.
 */
final class AnswerLink {

  private final StageContext context;
  private final TurnRef ref;
  private final long leaseDeadlineMs;
  private final Deque<BusMessage> toSpeak = new ArrayDeque<>();
  private String dialogueInbox;
  private String ttsInbox;
  private boolean cancelled;

  AnswerLink(StageContext context, TurnRef ref, long leaseDeadlineMs) {
    this.context = context;
    this.ref = ref;
    this.leaseDeadlineMs = leaseDeadlineMs;
  }

  TurnRef ref() {
    return ref;
  }

  /** Asks a dialogue worker to answer. */
  void think(AnswerOpen open, BiConsumer<Role, MeshException> refused) {
    lease(Role.DIALOGUE, open, refused).onSuccess(inbox -> {
      dialogueInbox = inbox;
      if (cancelled) {
        context.bus().send(inbox, new AnswerCancel(ref));
      }
    });
  }

  /** Asks a tts worker to be ready. */
  void prepareToSpeak(SpeakOpen open, BiConsumer<Role, MeshException> refused) {
    lease(Role.TTS, open, refused).onSuccess(inbox -> {
      ttsInbox = inbox;
      if (cancelled) {
        context.bus().send(inbox, new SpeakCancel(ref));
      } else {
        toSpeak.forEach(message -> context.bus().send(inbox, message));
        toSpeak.clear();
      }
    });
  }

  /** Something for the tts worker, in order. */
  void speak(BusMessage message) {
    if (ttsInbox == null) {
      toSpeak.add(message);
    } else {
      context.bus().send(ttsInbox, message);
    }
  }

  /** Lets dialogue remember what was heard. */
  void heard(String deviceId, String words, boolean interrupted) {
    if (dialogueInbox != null) {
      context.bus().send(dialogueInbox, new AnswerHeard(ref, deviceId, words, interrupted));
    }
  }

  /** Withdraws the answer from both workers. */
  void cancel() {
    cancelled = true;
    toSpeak.clear();
    if (dialogueInbox != null) {
      context.bus().send(dialogueInbox, new AnswerCancel(ref));
    }
    if (ttsInbox != null) {
      context.bus().send(ttsInbox, new SpeakCancel(ref));
    }
  }

  private Future<String> lease(Role role, BusMessage open, BiConsumer<Role, MeshException> refused) {
    return context.directory().lease(role, open, Accepted.class, leaseDeadlineMs)
        .map(lease -> lease.inbox())
        .onFailure(failure -> {
          if (!cancelled) {
            refused.accept(role, MeshException.of(failure));
          }
        });
  }
}
