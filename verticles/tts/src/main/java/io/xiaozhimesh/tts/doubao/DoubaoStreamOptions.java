package io.xiaozhimesh.tts.doubao;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How the bidirectional interface is asked.
 *
 * @param remote its address, speakers as voices, languages and deadlines
 * @param appId id of the application
 * @param token access key, or ""
 * @param resourceId what is paid for, such as "volc.service_type.10029" or "seed-tts-2.0"
 * @param sampleRateHz rate of the sound
 * @param speechRate -50 (half as fast) to 100 (twice as fast)
 * @param loudnessRate -50 (half as loud) to 100 (twice as loud)
 */
record DoubaoStreamOptions(RemoteOptions remote, String appId, String token, String resourceId, int sampleRateHz,
    int speechRate, int loudnessRate) {

  static DoubaoStreamOptions from(OptionsReader in) {
    return new DoubaoStreamOptions(
        RemoteOptions.from(in, "wss://openspeech.bytedance.com/api/v3/tts/bidirection",
            List.of("zh_female_wanwanxiaohe_moon_bigtts")),
        in.text("appId", ""),
        in.text("token", ""),
        in.text("resourceId", "volc.service_type.10029"),
        in.integer("sampleRateHz", 24_000, 8_000, 48_000),
        in.integer("speechRate", 0, -50, 100),
        in.integer("loudnessRate", 0, -50, 100));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "DoubaoStreamOptions[" + remote + ']';
  }
}
