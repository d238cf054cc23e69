package io.xiaozhimesh.tts;

/** A synthesis on its way. Thread-safe. */
public interface Synthesis {

  /** Ends it; repeatable. Its sink hears nothing more afterwards, except what is being said at this moment. */
  void cancel();
}
