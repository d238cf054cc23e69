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
  END_SESSION,
  /**
   * Nothing has run: ask the person the question in the text, or one of your own where it is "", and let the next
   * utterance decide with ToolConfirm.
   */
  CONFIRM,
  /** It goes on: speak the text, if any; the result follows as ToolFinished. */
  LATER,
  /** Play a sound; the text is an {@link AudioCue}. */
  PLAY
}
