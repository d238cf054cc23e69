package io.xiaozhimesh.tts.remote;

import io.xiaozhimesh.tts.Synthesis;

/** A synthesis that may be cancelled before it could begin. Thread-safe. */
final class Late implements Synthesis {

  private RemoteSpeech speech;
  private boolean cancelled;

  /** Begins, unless it was cancelled. */
  synchronized void begin(RemoteSpeech speech) {
    if (!cancelled) {
      this.speech = speech;
      speech.begin();
    }
  }

  /** Does it, unless it was cancelled. */
  void unless(Runnable then) {
    synchronized (this) {
      if (cancelled) {
        return;
      }
    }
    then.run();
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    if (speech != null) {
      speech.cancel();
    }
  }
}
