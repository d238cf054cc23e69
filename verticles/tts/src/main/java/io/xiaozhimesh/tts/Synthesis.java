package io.xiaozhimesh.tts;

/** A synthesis on its way. Thread-safe. */
public interface Synthesis {

  /** Ends it: its sink hears nothing more once this has returned, except what is being said at this moment. Repeatable. */
  void cancel();
}
