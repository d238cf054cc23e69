package io.xiaozhimesh.protocol.bus;

/** What the dialogue does with a tool's result. */
public enum ToolResultKind {
  /** Speak the text as it is. */
  SAY,
  /** Give the text to the model. */
  THINK,
  /** Done; nothing to say. */
  SILENT,
  /** Speak the text, then say goodbye and close. */
  END_SESSION
}
