package io.xiaozhimesh.tts.paddlespeech;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * Which server.
 *
 * @param remote its address: {@code ws://HOST:8092/paddlespeech/tts/streaming} streams,
 *     {@code http://HOST:8090/paddlespeech/tts} answers at once; numbers of speakers as voices; deadlines
 * @param sampleRateHz rate of the sound
 * @param speed 1 is usual; over HTTP only
 * @param volume 1 is usual; over HTTP only
 */
record PaddleSpeechOptions(RemoteOptions remote, int sampleRateHz, double speed, double volume) {

  static PaddleSpeechOptions from(OptionsReader in) {
    PaddleSpeechOptions options = new PaddleSpeechOptions(
        RemoteOptions.from(in, "", List.of("0")),
        in.integer("sampleRateHz", 24_000, 8_000, 48_000),
        in.number("speed", 1, 0.1, 3),
        in.number("volume", 1, 0.1, 3));
    if (options.remote.voices().isEmpty() || !options.remote.voices().stream().allMatch(v -> v.matches("\\d{1,6}"))) {
      throw new IllegalArgumentException(in.path() + ".voices should be numbers, at least one");
    }
    return options;
  }

  boolean streams() {
    return remote.url().startsWith("ws");
  }

  int speaker(String voice) {
    return Integer.parseInt(remote.voice(voice));
  }
}
