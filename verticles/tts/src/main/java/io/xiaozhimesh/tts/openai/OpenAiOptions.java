package io.xiaozhimesh.tts.openai;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * Which service, and how to ask it.
 *
 * @param remote its base address, to which {@code /audio/speech} is added ("" means that there is none), voices (an empty
 *     list passes every voice on), languages and deadlines
 * @param key bearer token, or ""
 * @param model the service's name of the model
 * @param format "pcm" or "wav"
 * @param sampleRateHz rate of headerless PCM
 */
public record OpenAiOptions(RemoteOptions remote, String key, String model, String format, int sampleRateHz) {

  /** Headerless 16-bit little-endian samples. */
  public static final String PCM = "pcm";
  /** RIFF/WAVE. */
  public static final String WAV = "wav";
  /** Name of the model. */
  public static final String DEFAULT_MODEL = "gpt-4o-mini-tts";
  /** Rate of headerless PCM, in Hz. */
  public static final int DEFAULT_SAMPLE_RATE_HZ = 24_000;
  /** The voices that OpenAI documents. */
  public static final List<String> DEFAULT_VOICES =
      List.of("alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer");

  /** Reads a section. */
  public static OpenAiOptions from(OptionsReader in) {
    OpenAiOptions options = new OpenAiOptions(
        RemoteOptions.from(in, "", DEFAULT_VOICES),
        in.text("key", ""),
        in.text("model", DEFAULT_MODEL),
        in.text("format", PCM),
        in.integer("sampleRateHz", DEFAULT_SAMPLE_RATE_HZ, 8_000, 48_000));
    options.check(in.path());
    return options;
  }

  String speechUrl() {
    String url = remote.url();
    return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/audio/speech";
  }

  private void check(String path) {
    if (!format.equals(PCM) && !format.equals(WAV)) {
      throw new IllegalArgumentException(path + ".format is " + format + ", should be pcm or wav");
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "OpenAiOptions[url=" + remote.url() + ", model=" + model + ", format=" + format + ']';
  }
}
