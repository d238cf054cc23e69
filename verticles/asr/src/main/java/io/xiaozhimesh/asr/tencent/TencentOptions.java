package io.xiaozhimesh.asr.tencent;

import io.xiaozhimesh.asr.remote.RemoteOptions;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * How Tencent Cloud is asked.
 *
 * @param remote address, deadlines, places
 * @param secretId public half of the key pair
 * @param secretKey secret half
 * @param region such as "ap-guangzhou", or "" for none
 * @param model the engine model, of 16 kHz
 */
record TencentOptions(RemoteOptions remote, String secretId, String secretKey, String region, String model) {

  static TencentOptions from(OptionsReader in) {
    return new TencentOptions(
        RemoteOptions.from(in, "https://asr.tencentcloudapi.com"),
        RemoteOptions.required(in, "secretId"),
        RemoteOptions.required(in, "secretKey"),
        in.text("region", ""),
        in.text("model", "16k_zh"));
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "TencentOptions[" + remote + ", model=" + model + ']';
  }
}
