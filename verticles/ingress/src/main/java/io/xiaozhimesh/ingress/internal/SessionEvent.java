package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.Optional;

/** What can happen to a session besides the bus messages that workers send it. */
public sealed interface SessionEvent {

  /** The device said hello; also when it says so again. */
  record HelloReceived() implements SessionEvent {
  }

  /** The device opened its microphone; without a mode the last one holds. */
  record ListenStarted(Optional<ListenMode> mode) implements SessionEvent {
  }

  /** The speaker released the button. */
  record ListenStopped() implements SessionEvent {
  }

  /** Words came as text: typed, or the wake word that the device detected. */
  record TextReceived(String text, boolean wakeWord) implements SessionEvent {
  }

  /** The speaker interrupts by button or wake word. */
  record Aborted() implements SessionEvent {
  }

  /** The device is gone. */
  record SocketClosed() implements SessionEvent {
  }

  /**
   * The node is going down; the session ends with its running turn, with its next one if it comes soon, or when nobody has
   * said anything for a while.
   *
   * @param speaking whether somebody is speaking, or has spoken and is waiting for an answer
   * @param pauseMs how long after its last turn nobody need have spoken for it to end at once
   */
  record Draining(boolean speaking, long pauseMs) implements SessionEvent {
  }

  /** The worker of the listening stream of this identity is going down and could be replaced while nobody speaks. */
  record WorkerLeaving(Role role, TurnRef ref) implements SessionEvent {
  }

  /** No worker of this role took the stream or answer. */
  record LeaseRefused(Role role, TurnRef ref, MeshError error) implements SessionEvent {
  }

  /** A worker of this role is dead, frozen or has lost what it was sent; its lease had this identity. */
  record WorkerLost(Role role, TurnRef ref) implements SessionEvent {
  }

  /** The first frame of the answer is on the wire. */
  record PlayoutBegan(TurnRef ref) implements SessionEvent {
  }

  /** The device has played the whole answer. */
  record PlayoutEnded(TurnRef ref) implements SessionEvent {
  }

  /** The answer's sound has stopped coming although more of it is due. */
  record PlayoutStalled(TurnRef ref) implements SessionEvent {
  }

  /** Something that nobody has asked for is to be said now; the kind says whether a sound comes first. */
  record SayUnasked(TurnInputKind kind, String text, String language) implements SessionEvent {
  }

  /** Time has passed. */
  record Tick() implements SessionEvent {
  }
}
