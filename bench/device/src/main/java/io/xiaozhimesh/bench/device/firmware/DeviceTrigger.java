package io.xiaozhimesh.bench.device.firmware;

/** What moves a device from one state to another. */
public enum DeviceTrigger {
  /** A wake word or a button on an idle device without a channel. */
  OPEN,
  /** The server's hello was accepted. */
  HELLO_ACCEPTED,
  /** A button on an idle device with an open channel, or push-to-talk pressed. */
  PRESS,
  /** Push-to-talk released. */
  RELEASE,
  /** {@code tts start} came. */
  TTS_START,
  /** {@code tts stop} came. */
  TTS_STOP,
  /** The wake word was heard. */
  WAKE_WORD,
  /** The channel was closed, could not be opened, or the server's hello did not come in time. */
  CHANNEL_LOST
}
