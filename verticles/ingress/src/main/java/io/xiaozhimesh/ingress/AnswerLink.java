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
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One answer's leases on a dialogue and a tts worker, and on the next ones when those are lost. What is to be spoken waits
 * here until tts has granted its lease. Owned by the session, on its context.
 */
final class AnswerLink {

  /** Hears that nobody took a lease of this identity. */
  @FunctionalInterface
  interface Refused {
    void by(Role role, TurnRef ref, MeshException why);
  }

  private final SessionServices services;
  private final TurnRef ref;
  private final Refused refused;
  private final Deque<BusMessage> toSpeak = new ArrayDeque<>();
  private TurnRef thinkRef;
  private TurnRef speakRef;
  private String dialogueInbox;
  private String question = "";
  private String ttsInbox;
  private boolean thought;
  private boolean spoken;
  private boolean cancelled;

  AnswerLink(SessionServices services, TurnRef ref, Refused refused) {
    this.services = services;
    this.ref = ref;
    this.refused = refused;
    this.thinkRef = ref;
    this.speakRef = ref;
  }

  TurnRef ref() {
    return ref;
  }

  /** The identity for the present tts worker. */
  TurnRef speakRef() {
    return speakRef;
  }

  /** Asks a dialogue worker to answer, in place of the one before. */
  void think(AnswerOpen open) {
    stopThinking();
    thinkRef = open.ref();
    thought = false;
    question = open.kind() == TurnInputKind.SPEECH || open.kind() == TurnInputKind.TEXT ? open.text() : "";
    lease(Role.DIALOGUE, open, open.ref(), new AnswerCancel(open.ref())).onSuccess(inbox -> {
      if (cancelled || !open.ref().equals(thinkRef)) {
        services.send(inbox, new AnswerCancel(open.ref()));
        return;
      }
      dialogueInbox = inbox;
      if (!thought) {
        services.watch(Role.DIALOGUE, inbox, thinkRef);
      }
    });
  }

  /** Nothing more is expected of dialogue. */
  void thought(TurnRef by) {
    if (by.equals(thinkRef)) {
      thought = true;
      services.unwatch(Role.DIALOGUE, thinkRef);
    }
  }

  /** Asks a tts worker to be ready, in place of the one before; what waits for that one is forgotten. */
  void prepareToSpeak(SpeakOpen open) {
    stopSpeaking();
    speakRef = open.ref();
    lease(Role.TTS, open, open.ref(), new SpeakCancel(open.ref())).onSuccess(inbox -> {
      if (cancelled || !open.ref().equals(speakRef)) {
        services.send(inbox, new SpeakCancel(open.ref()));
        return;
      }
      ttsInbox = inbox;
      if (!spoken) {
        services.watch(Role.TTS, inbox, speakRef);
      }
      List<BusMessage> waiting = List.copyOf(toSpeak);
      toSpeak.clear();
      waiting.forEach(this::speak);
    });
  }

  /** Something for the tts worker, in order; once everything has come there is nothing more to tell it. */
  void speak(BusMessage message) {
    if (spoken) {
      return;
    }
    if (ttsInbox == null) {
      toSpeak.add(message);
    } else {
      deliver(message);
    }
  }

  /** Nothing more is expected of tts. */
  void spoken() {
    spoken = true;
    services.unwatch(Role.TTS, speakRef);
  }

  /** Lets dialogue remember what was heard: another worker when the one that has answered is leaving. */
  void heard(String deviceId, String words, boolean interrupted) {
    if (dialogueInbox == null) {
      return;
    }
    String inbox = dialogueInbox;
    if (services.leaving(Role.DIALOGUE, inbox)) {
      services.count("mesh.ingress.heard.moved");
      inbox = services.candidates(Role.DIALOGUE).stream().findFirst().orElse(inbox);
    }
    services.send(inbox, new AnswerHeard(ref, deviceId, words, interrupted, question));
  }

  /** Withdraws the answer from both workers. */
  void cancel() {
    cancelled = true;
    stopThinking();
    stopSpeaking();
  }

  /** The answer is over; nothing is watched any more. */
  void over() {
    services.unwatch(Role.DIALOGUE, thinkRef);
    services.unwatch(Role.TTS, speakRef);
  }

  private void stopThinking() {
    services.unwatch(Role.DIALOGUE, thinkRef);
    if (dialogueInbox != null) {
      services.send(dialogueInbox, new AnswerCancel(thinkRef));
    }
  }

  private void stopSpeaking() {
    services.unwatch(Role.TTS, speakRef);
    toSpeak.clear();
    if (ttsInbox != null) {
      services.send(ttsInbox, new SpeakCancel(speakRef));
      ttsInbox = null;
    }
  }

  private Future<String> lease(Role role, BusMessage open, TurnRef asked, BusMessage over) {
    return services.lease(role, open, over, Accepted.class)
        .map(lease -> lease.inbox())
        .onFailure(failure -> {
          boolean current = asked.equals(role == Role.TTS ? speakRef : thinkRef);
          if (!cancelled && current) {
            refused.by(role, asked, MeshException.of(failure));
          }
        });
  }

  private void deliver(BusMessage message) {
    services.send(Role.TTS, ttsInbox, speakRef, message);
  }
}
