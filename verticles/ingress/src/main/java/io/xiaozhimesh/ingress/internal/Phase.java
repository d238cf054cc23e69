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
  /** The socket is closed or being closed. */
  CLOSED
}
