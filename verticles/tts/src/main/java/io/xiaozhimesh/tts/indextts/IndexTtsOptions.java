package io.xiaozhimesh.tts.indextts;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * Which server.
 *
 * @param remote its address, such as {@code http://127.0.0.1:11996/tts}; characters as voices; deadlines
 * @param sampleRateHz rate of the sound
 */
record IndexTtsOptions(RemoteOptions remote, int sampleRateHz) {

  static IndexTtsOptions from(OptionsReader in) {
    return new IndexTtsOptions(
        RemoteOptions.from(in, "", List.of("jay_klee")),
        in.integer("sampleRateHz", 24_000, 8_000, 48_000));
  }
}
