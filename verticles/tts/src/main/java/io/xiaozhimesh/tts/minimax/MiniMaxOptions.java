package io.xiaozhimesh.tts.minimax;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How MiniMax is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param groupId id of the group, or "" for accounts without
 * @param key bearer token, or ""
 * @param model name of the model
 * @param sampleRateHz rate of the sound
 * @param speed 1 is usual
 * @param volume 1 is usual
 * @param pitch 0 is usual, in semitones
 */
record MiniMaxOptions(RemoteOptions remote, String groupId, String key, String model, int sampleRateHz, double speed,
    double volume, int pitch) {

  static MiniMaxOptions from(OptionsReader in) {
    return new MiniMaxOptions(
        RemoteOptions.from(in, "https://api.minimaxi.com/v1/t2a_v2", List.of("female-shaonv")),
        in.text("groupId", ""),
        in.text("key", ""),
        in.text("model", "speech-02-turbo"),
        in.integer("sampleRateHz", 24_000, 8_000, 44_100),
        in.number("speed", 1, 0.5, 2),
        in.number("volume", 1, 0.1, 10),
        in.integer("pitch", 0, -12, 12));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "MiniMaxOptions[" + remote + ']';
  }
}
