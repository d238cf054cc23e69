package io.xiaozhimesh.protocol.bus;

/** Who decides the end of an utterance, in the device protocol's words. */
public enum ListenMode {
  /** The server, by silence; the microphone is off while the device speaks. */
  AUTO,
  /** The speaker, by releasing the button. */
  MANUAL,
  /** The server, by silence; the microphone stays on, so the speaker can barge in. */
  REALTIME
}
