package io.xiaozhimesh.tts.azure;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * Which region, and how to speak.
 *
 * @param remote its address (made of the region where none is given), voices, languages and deadlines
 * @param key of the speech resource, or ""
 * @param sampleRateHz rate of the sound
 * @param rate of speech, such as "+10%"
 * @param volume such as "+0%"
 * @param pitch such as "+0Hz"
 */
record AzureOptions(RemoteOptions remote, String key, int sampleRateHz, String rate, String volume, String pitch) {

  /** One voice for each of the languages that devices speak most; the first is the default. */
  private static final List<String> VOICES = List.of("zh-CN-XiaoxiaoNeural", "en-US-AvaNeural", "ja-JP-NanamiNeural",
      "ko-KR-SunHiNeural", "zh-HK-HiuMaanNeural", "de-DE-KatjaNeural", "fr-FR-DeniseNeural", "es-ES-ElviraNeural");

  static AzureOptions from(OptionsReader in) {
    String region = in.text("region", "");
    String url = region.isEmpty() ? "" : "https://" + region + ".tts.speech.microsoft.com/cognitiveservices/v1";
    AzureOptions options = new AzureOptions(
        RemoteOptions.from(in, url, VOICES),
        in.text("key", ""),
        in.integer("sampleRateHz", 24_000, 8_000, 48_000),
        in.text("rate", "+0%"),
        in.text("volume", "+0%"),
        in.text("pitch", "+0Hz"));
    if (!List.of(8_000, 16_000, 24_000, 48_000).contains(options.sampleRateHz)) {
      throw new IllegalArgumentException(in.path() + ".sampleRateHz should be 8000, 16000, 24000 or 48000");
    }
    return options;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "AzureOptions[" + remote + ']';
  }
}
