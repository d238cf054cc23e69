package io.xiaozhimesh.protocol.bus;

/** What a thing that is due is for the person who has set it. */
public enum AlarmKind {
  /** Wakes at a time of day. */
  ALARM,
  /** Tells something at a time. */
  REMINDER,
  /** Sounds after a while. */
  TIMER
}
