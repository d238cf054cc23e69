package io.xiaozhimesh.asr.openai;

import io.xiaozhimesh.asr.remote.RemoteOptions;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * How a transcription service is asked.
 *
 * @param remote address, deadlines, places
 * @param key bearer token, or "" for none
 * @param model name of the model
 * @param prompt words that are likely, or ""
 */
record OpenAiOptions(RemoteOptions remote, String key, String model, String prompt) {

  static OpenAiOptions from(OptionsReader in, String url, String model, boolean needsKey) {
    return new OpenAiOptions(
        RemoteOptions.from(in, url),
        needsKey ? RemoteOptions.required(in, "key") : in.text("key", ""),
        in.text("model", model),
        in.text("prompt", ""));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "OpenAiOptions[" + remote + ", model=" + model + ']';
  }
}
