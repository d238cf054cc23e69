package io.xiaozhimesh.tts.xunfei;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How Xunfei is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param appId id of the application
 * @param key public half of the key pair, or ""
 * @param secret secret half
 * @param sampleRateHz rate of the sound
 * @param prosody how to speak
 */
record XunfeiOptions(
    RemoteOptions remote, String appId, String key, String secret, int sampleRateHz, Prosody prosody) {

  /**
   * How to speak.
   *
   * @param speed 0 to 100; 50 is usual
   * @param volume 0 to 100; 50 is usual
   * @param pitch 0 to 100; 50 is usual
   * @param oralLevel how colloquial: "high", "mid" or "low"
   */
  record Prosody(int speed, int volume, int pitch, String oralLevel) {
  }

  static XunfeiOptions from(OptionsReader in) {
    return new XunfeiOptions(
        RemoteOptions.from(in, "wss://cbm01.cn-huabei-1.xf-yun.com/v1/private/mcd9m97e6", List.of("x5_lingxiaoxuan_flow")),
        in.text("appId", ""),
        in.text("key", ""),
        in.text("secret", ""),
        in.integer("sampleRateHz", 24_000, 8_000, 24_000),
        new Prosody(
            in.integer("speed", 50, 0, 100),
            in.integer("volume", 50, 0, 100),
            in.integer("pitch", 50, 0, 100),
            in.text("oralLevel", "mid")));
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "XunfeiOptions[" + remote + ']';
  }
}
