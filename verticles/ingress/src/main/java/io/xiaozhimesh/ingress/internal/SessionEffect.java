package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;

/** What the session's shell is to do, in order. */
public sealed interface SessionEffect {

  /** Answer the device's hello and let the plugins stage know of the session. */
  record Greet() implements SessionEffect {
  }

  /** Show the user's words on the device. */
  record ShowTranscript(String text) implements SessionEffect {
  }

  /** Bring the device into its speaking state. */
  record StartSpeaking() implements SessionEffect {
  }

  /** Bring the device out of its speaking state. */
  record StopSpeaking() implements SessionEffect {
  }

  /** Lease a vad worker and send it what the microphone hears from now on. */
  record OpenListening(TurnRef ref, ListenMode mode, boolean speaking) implements SessionEffect {
  }

  /** The speaker has released the button: let vad decide. */
  record FlushListening(TurnRef ref) implements SessionEffect {
  }

  /** Tell vad whether an answer is being played. */
  record MarkSpeaking(TurnRef ref, boolean speaking) implements SessionEffect {
  }

  /** Lease other workers for the open stream and send them what is not settled, under a new identity. */
  record ReopenListening(Role lost, TurnRef ref) implements SessionEffect {
  }

  /** Let other workers go on with the open stream before those that it has leave, under a new identity. */
  record MoveListening(TurnRef ref) implements SessionEffect {
  }

  /** Stop listening; what was not recognised is dropped. */
  record CloseListening(TurnRef ref) implements SessionEffect {
  }

  /** Lease a dialogue worker and a tts worker for an answer. */
  record OpenAnswer(TurnRef ref, TurnInputKind kind, String text, String language, String emotion)
      implements SessionEffect {
  }

  /** Let another dialogue worker go on with the answer, under a new identity. */
  record Rethink(TurnRef answer, TurnRef ref) implements SessionEffect {
  }

  /** Let another tts worker speak what has not come of the answer, under a new identity. */
  record Respeak(TurnRef answer, TurnRef ref) implements SessionEffect {
  }

  /** Speak one sentence of the answer after those before it, or play a sound when there is a reference. */
  record Speak(TurnRef ref, int index, String text, String language, String voice, String emotion, String audio)
      implements SessionEffect {
  }

  /** Speak one of the owner's own sentences as the whole answer. */
  record SpeakPrompt(TurnRef ref, Prompt prompt) implements SessionEffect {
  }

  /** No further sentence follows. */
  record EndSpeech(TurnRef ref, int sentences) implements SessionEffect {
  }

  /** Neither think nor speak nor play any further for this answer. */
  record CancelAnswer(TurnRef ref) implements SessionEffect {
  }

  /** The turn is over: report what was heard and publish the waterfall. */
  record TurnOver(Answer answer, String outcome) implements SessionEffect {
  }

  /** Close the socket. */
  record Close(int code, String reason) implements SessionEffect {
  }

  /** Count something that the specification tolerates but an operator wants to see. */
  record Count(String what) implements SessionEffect {
  }
}
