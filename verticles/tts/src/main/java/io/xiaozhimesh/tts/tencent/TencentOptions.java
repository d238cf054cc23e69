package io.xiaozhimesh.tts.tencent;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How Tencent Cloud is asked.
 *
 * @param remote its address, numbers of voices, languages and deadlines
 * @param secretId public half of the key pair
 * @param secretKey secret half, or ""
 * @param region such as "ap-guangzhou"
 * @param sampleRateHz 8000, 16000 or 24000
 * @param speed -2 to 6; 0 is usual
 * @param volume -10 to 10; 0 is usual
 */
record TencentOptions(RemoteOptions remote, String secretId, String secretKey, String region, int sampleRateHz,
    double speed, double volume) {

  static TencentOptions from(OptionsReader in) {
    TencentOptions options = new TencentOptions(
        RemoteOptions.from(in, "https://tts.tencentcloudapi.com", List.of("101001")),
        in.text("secretId", ""),
        in.text("secretKey", ""),
        in.text("region", "ap-guangzhou"),
        in.integer("sampleRateHz", 16_000, 8_000, 24_000),
        in.number("speed", 0, -2, 6),
        in.number("volume", 0, -10, 10));
    if (options.remote.voices().isEmpty() || !options.remote.voices().stream().allMatch(v -> v.matches("\\d{1,9}"))) {
      throw new IllegalArgumentException(in.path() + ".voices should be numbers, at least one");
    }
    return options;
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "TencentOptions[" + remote + ']';
  }
}
