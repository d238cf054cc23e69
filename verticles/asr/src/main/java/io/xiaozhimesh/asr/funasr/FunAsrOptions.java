package io.xiaozhimesh.asr.funasr;

import io.xiaozhimesh.asr.remote.RemoteOptions;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * How a FunASR server is asked.
 *
 * @param remote address, deadlines, places
 * @param hotwords JSON from words to weights, as the server takes it, or ""
 * @param numbers whether digits are written
 * @param settleMs how long more is waited for where the server does not mark its last result
 */
record FunAsrOptions(RemoteOptions remote, String hotwords, boolean numbers, int settleMs) {

  static FunAsrOptions from(OptionsReader in) {
    return new FunAsrOptions(
        RemoteOptions.from(in, "ws://127.0.0.1:10095"),
        in.text("hotwords", ""),
        in.flag("numbers", true),
        in.integer("settleMs", 200, 0, 5_000));
  }
}
