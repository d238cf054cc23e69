package io.xiaozhimesh.tts.edge;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How Edge's service is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param browserVersion that the service is told; it lets old browsers in no more
 * @param rate of speech, such as "+10%"
 * @param volume such as "+0%"
 * @param pitch such as "+0Hz"
 */
record EdgeOptions(RemoteOptions remote, String browserVersion, String rate, String volume, String pitch) {

  /** One voice for each of the languages that devices speak most; the first is the default. */
  private static final List<String> VOICES = List.of("zh-CN-XiaoxiaoNeural", "en-US-AvaNeural", "ja-JP-NanamiNeural",
      "ko-KR-SunHiNeural", "zh-HK-HiuMaanNeural", "de-DE-KatjaNeural", "fr-FR-DeniseNeural", "es-ES-ElviraNeural");

  static EdgeOptions from(OptionsReader in) {
    return new EdgeOptions(
        RemoteOptions.from(in, "wss://speech.platform.bing.com/consumer/speech/synthesize/readaloud/edge/v1", VOICES),
        in.text("browserVersion", "143.0.3650.75"),
        in.text("rate", "+0%"),
        in.text("volume", "+0%"),
        in.text("pitch", "+0Hz"));
  }
}
