package io.xiaozhimesh.tts.aliyun;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How Aliyun's speech service is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param appKey of the project, or ""
 * @param access how to be let in
 * @param sampleRateHz rate of the sound
 * @param prosody how to speak
 */
record AliyunOptions(RemoteOptions remote, String appKey, Access access, int sampleRateHz, Prosody prosody) {

  /**
   * A token, or the key pair with which one is asked for.
   *
   * @param token or ""
   * @param keyId public half, or ""
   * @param keySecret secret half
   * @param tokenUrl where a token is asked for
   */
  record Access(String token, String keyId, String keySecret, String tokenUrl) {

    /** Without any of it. */
    @Override
    public String toString() {
      return "Access[]";
    }
  }

  /**
   * How to speak.
   *
   * @param volume 0 to 100; 50 is usual
   * @param speechRate -500 to 500; 0 is usual
   * @param pitchRate -500 to 500; 0 is usual
   */
  record Prosody(int volume, int speechRate, int pitchRate) {
  }

  static AliyunOptions from(OptionsReader in) {
    AliyunOptions options = new AliyunOptions(
        RemoteOptions.from(in, "https://nls-gateway-cn-shanghai.aliyuncs.com/stream/v1/tts", List.of("xiaoyun")),
        in.text("appKey", ""),
        new Access(in.text("token", ""), in.text("accessKeyId", ""), in.text("accessKeySecret", ""),
            in.text("tokenUrl", "https://nls-meta.cn-shanghai.aliyuncs.com/")),
        in.integer("sampleRateHz", 16_000, 8_000, 16_000),
        new Prosody(
            in.integer("volume", 50, 0, 100),
            in.integer("speechRate", 0, -500, 500),
            in.integer("pitchRate", 0, -500, 500)));
    if (!options.appKey.isEmpty() && options.access.token.isEmpty() && options.access.keySecret.isEmpty()) {
      throw new IllegalArgumentException(in.path() + " needs a token, or accessKeyId and accessKeySecret");
    }
    return options;
  }
}
