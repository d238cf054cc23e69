package io.xiaozhimesh.asr.doubao;

import io.xiaozhimesh.asr.remote.RemoteOptions;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * How Doubao is asked.
 *
 * @param remote address, deadlines, places
 * @param appId of the application
 * @param token its access token
 * @param resourceId which model and how it is paid
 * @param numbers whether digits are written
 * @param punctuation whether punctuation is set
 */
record DoubaoOptions(
    RemoteOptions remote, String appId, String token, String resourceId, boolean numbers, boolean punctuation) {

  static DoubaoOptions from(OptionsReader in) {
    return new DoubaoOptions(
        RemoteOptions.from(in, "wss://openspeech.bytedance.com/api/v3/sauc/bigmodel"),
        RemoteOptions.required(in, "appId"),
        RemoteOptions.required(in, "token"),
        in.text("resourceId", "volc.bigasr.sauc.duration"),
        in.flag("numbers", true),
        in.flag("punctuation", true));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "DoubaoOptions[" + remote + ", resourceId=" + resourceId + ']';
  }
}
