package io.xiaozhimesh.protocol.bus;

/** How the words of a turn came. */
public enum TurnInputKind {
  /** Spoken and recognised. */
  SPEECH,
  /** Typed, or sent as text by the device. */
  TEXT,
  /** The device was woken; the agent may greet. */
  GREETING,
  /** The session is about to be closed for inactivity; the agent says goodbye. */
  FAREWELL,
  /** Nobody asked: the mesh speaks up with words that are given, such as a reminder. */
  ANNOUNCEMENT,
  /** The same after a sound that wakes, such as an alarm. */
  ALARM;

  /** Whether nobody has asked and the words are given. */
  public boolean unasked() {
    return this == ANNOUNCEMENT || this == ALARM;
  }
}
