package io.xiaozhimesh.tts.openai;

import io.xiaozhimesh.stage.OptionsReader;
import java.net.URI;
import java.util.List;

/**
 * Which service, and how long to wait for it.
 *
 * @param url base address, to which {@code /audio/speech} is added; "" means that there is none
 * @param key bearer token, or ""
 * @param model the service's name of the model
 * @param format "pcm" or "wav"
 * @param sampleRateHz rate of headerless PCM
 * @param voices the first is the default; an empty list passes every voice on
 * @param languages primary language tags that it speaks; an empty list means all
 * @param waits deadlines
 * @param connectionsMax requests at the same time
 */
public record OpenAiOptions(
    String url,
    String key,
    String model,
    String format,
    int sampleRateHz,
    List<String> voices,
    List<String> languages,
    Waits waits,
    int connectionsMax) {

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
  /** Requests at the same time. */
  public static final int DEFAULT_CONNECTIONS_MAX = 64;

  /**
   * Deadlines in milliseconds.
   *
   * @param connectMs until the connection stands
   * @param firstByteMs from the request to the first byte of sound, connecting included
   * @param idleMs between two bytes of sound
   * @param totalMs from the request to the last byte
   */
  public record Waits(int connectMs, int firstByteMs, int idleMs, int totalMs) {

    /** Until the connection stands, in milliseconds. */
    public static final int DEFAULT_CONNECT_MS = 2_000;
    /** Until the first byte, in milliseconds. */
    public static final int DEFAULT_FIRST_BYTE_MS = 2_000;
    /** Between two bytes, in milliseconds. */
    public static final int DEFAULT_IDLE_MS = 3_000;
    /** Until the last byte, in milliseconds. */
    public static final int DEFAULT_TOTAL_MS = 30_000;
  }

  /** Reads a section. */
  public static OpenAiOptions from(OptionsReader in) {
    OpenAiOptions options = new OpenAiOptions(
        in.text("url", ""),
        in.text("key", ""),
        in.text("model", DEFAULT_MODEL),
        in.text("format", PCM),
        in.integer("sampleRateHz", DEFAULT_SAMPLE_RATE_HZ, 8_000, 48_000),
        in.texts("voices", DEFAULT_VOICES),
        in.texts("languages", List.of()),
        new Waits(
            in.integer("connectMs", Waits.DEFAULT_CONNECT_MS, 50, 60_000),
            in.integer("firstByteMs", Waits.DEFAULT_FIRST_BYTE_MS, 50, 60_000),
            in.integer("idleMs", Waits.DEFAULT_IDLE_MS, 50, 60_000),
            in.integer("totalMs", Waits.DEFAULT_TOTAL_MS, 50, 300_000)),
        in.integer("connectionsMax", DEFAULT_CONNECTIONS_MAX, 1, 10_000));
    options.check(in.path());
    return options;
  }

  /** The voice to ask for. */
  String voice(String asked) {
    boolean known = voices.isEmpty() ? !asked.isEmpty() : voices.contains(asked);
    return known ? asked : voices.isEmpty() ? "" : voices.get(0);
  }

  String speechUrl() {
    return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/audio/speech";
  }

  private void check(String path) {
    if (!format.equals(PCM) && !format.equals(WAV)) {
      throw new IllegalArgumentException(path + ".format is " + format + ", should be pcm or wav");
    }
    String scheme = url.isEmpty() ? "https" : String.valueOf(URI.create(url).getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(path + ".url should begin with http:// or https://");
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "OpenAiOptions[url=" + url + ", model=" + model + ", format=" + format + ']';
  }
}
