package io.xiaozhimesh.plugins.internal;

import java.util.Locale;

/** What is worth counting in the talk with a device. A closed set: it becomes a metric's tag. */
public enum DeviceEvent {
  /** Not JSON, not an object, or neither a result nor an error. */
  MALFORMED,
  /** An answer to nothing: late, twice, or never asked. */
  UNKNOWN_ID,
  /** An answer whose id is no number; we send numbers only. */
  FOREIGN_ID,
  /** The device told something of its own accord. */
  NOTIFICATION,
  /** The device asked something; we offer it nothing. */
  REQUEST,
  /** The device did not answer the first request; it has no tools then. */
  INITIALIZE_FAILED,
  /** A page of tools did not come; those before it stay. */
  LIST_FAILED,
  /** The list of tools did not end by itself. */
  LIST_CUT,
  /** A descriptor that cannot be offered. */
  TOOL_SKIPPED,
  /** A call was not answered in time. */
  CALL_TIMEOUT,
  /** A call was refused because too many wait. */
  CALL_REFUSED,
  /** The device went away while a call waited. */
  CALL_ABANDONED;

  /** The tag's value. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
