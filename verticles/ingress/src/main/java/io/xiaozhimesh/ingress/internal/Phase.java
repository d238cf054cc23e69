package io.xiaozhimesh.ingress.internal;

/** Where a session stands. */
public enum Phase {
  /** The socket is open; the device has not said hello. */
  NEW,
  /** Nothing is going on; audio is dropped. */
  IDLE,
  /** Audio goes to a vad worker. */
  LISTENING,
  /** An utterance has ended; its transcript is awaited. */
  RECOGNISING,
  /** The device was told that an answer comes; none of it has sounded. */
  ANSWERING,
  /** The device plays the answer. */
  SPEAKING,
  /** No worker could be had; the microphone is opened again after a pause, or when the device asks. */
  RESTING,
  /** The socket is closed or being closed. */
  CLOSED
}
