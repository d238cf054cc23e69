package io.xiaozhimesh.tts.linkerai;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How Linkerai is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param token access token, or ""
 * @param sampleRateHz rate of the sound
 * @param instruction how to speak, in words; "" for none
 */
record LinkeraiOptions(RemoteOptions remote, String token, int sampleRateHz, String instruction) {

  static LinkeraiOptions from(OptionsReader in) {
    return new LinkeraiOptions(
        RemoteOptions.from(in, "https://tts.linkerai.cn/tts", List.of("OUeAo1mhq6IBExi")),
        in.text("token", ""),
        in.integer("sampleRateHz", 24_000, 8_000, 48_000),
        in.text("instruction", ""));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "LinkeraiOptions[" + remote + ']';
  }
}
