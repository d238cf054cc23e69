package io.xiaozhimesh.tts.doubao;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How the one-shot interface is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param appId id of the application
 * @param token access token, or ""
 * @param cluster such as "volcano_tts"
 * @param sampleRateHz rate of the sound
 * @param prosody how to speak
 */
record DoubaoOptions(
    RemoteOptions remote, String appId, String token, String cluster, int sampleRateHz, Prosody prosody) {

  /**
   * How to speak; 1 is usual.
   *
   * @param speed of speech
   * @param volume of the sound
   * @param pitch of the voice
   */
  record Prosody(double speed, double volume, double pitch) {
  }

  static DoubaoOptions from(OptionsReader in) {
    return new DoubaoOptions(
        RemoteOptions.from(in, "https://openspeech.bytedance.com/api/v1/tts", List.of("BV001_streaming")),
        in.text("appId", ""),
        in.text("token", ""),
        in.text("cluster", "volcano_tts"),
        in.integer("sampleRateHz", 24_000, 8_000, 24_000),
        new Prosody(
            in.number("speed", 1, 0.2, 3),
            in.number("volume", 1, 0.1, 3),
            in.number("pitch", 1, 0.1, 3)));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "DoubaoOptions[" + remote + ']';
  }
}
