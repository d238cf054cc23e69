package io.xiaozhimesh.asr.aliyun;

import io.xiaozhimesh.asr.remote.RemoteOptions;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * How Aliyun's speech service is asked.
 *
 * @param remote address, deadlines, places
 * @param appKey of the project, which decides the language
 * @param access how to be let in
 * @param numbers whether digits are written
 * @param punctuation whether punctuation is set
 */
record AliyunOptions(RemoteOptions remote, String appKey, Access access, boolean numbers, boolean punctuation) {

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

  static AliyunOptions from(OptionsReader in, String url) {
    AliyunOptions options = new AliyunOptions(
        RemoteOptions.from(in, url),
        RemoteOptions.required(in, "appKey"),
        new Access(in.text("token", ""), in.text("accessKeyId", ""), in.text("accessKeySecret", ""),
            in.text("tokenUrl", "https://nls-meta.cn-shanghai.aliyuncs.com/")),
        in.flag("numbers", true),
        in.flag("punctuation", true));
    if (options.access.token.isEmpty() && options.access.keySecret.isEmpty()) {
      throw new IllegalArgumentException(in.path() + " needs a token, or accessKeyId and accessKeySecret");
    }
    return options;
  }
}
