package io.xiaozhimesh.ingress.internal;

/** What the owner of a session says by itself when a stage cannot. */
public enum Prompt {
  /** Every worker is full. */
  BUSY,
  /** The recogniser failed. */
  SAY_AGAIN,
  /** The answer failed before its first sentence. */
  EXCUSE
}
