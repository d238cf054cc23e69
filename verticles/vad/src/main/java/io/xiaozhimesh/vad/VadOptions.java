package io.xiaozhimesh.vad;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.vad.internal.EndpointRules;

/**
 * Settings of the stage.
 *
 * @param modelFile the speech model, relative to the working directory or the project root
 * @param opusCodec "auto", "libopus" or "concentus"
 * @param capacity listening streams at once; 0 means what the start finds this machine to be able to
 * @param threads decoding threads and, as many again, scoring threads; 0 means half of the processors
 * @param warmUpFrames packets of 60 ms that are encoded and decoded before the stage is ready
 * @param rules what counts as speech and as its end
 * @param stallToleranceMs time without packets that does not count as silence yet
 * @param creditMs audio that an owner may send ahead
 * @param leaseTtlMs a stream without messages is freed after so long
 * @param utteranceOpenDeadlineMs time in which the recogniser must accept an utterance
 */
public record VadOptions(
    String modelFile,
    String opusCodec,
    int capacity,
    int threads,
    int warmUpFrames,
    EndpointRules rules,
    int stallToleranceMs,
    int creditMs,
    int leaseTtlMs,
    int utteranceOpenDeadlineMs) {

  /** Where the model is looked for. */
  public static final String DEFAULT_MODEL_FILE = "models/silero_vad_v6.onnx";
  /** libopus where it is installed. */
  public static final String DEFAULT_OPUS_CODEC = "auto";
  /** Measured at the start. */
  public static final int DEFAULT_CAPACITY = 0;
  /** Streams, where nothing is set and nothing measured. */
  public static final int STATED_CAPACITY = 500;
  /** Half of the processors. */
  public static final int DEFAULT_THREADS = 0;
  /** Packets; after fewer a measurement would tell what the compiler does. */
  public static final int MEASURING_WARM_UP_FRAMES_MIN = 500;
  /** Packets; below this Concentus is still being compiled. */
  public static final int DEFAULT_WARM_UP_FRAMES = 1_000;
  /** Probability at which silence becomes voice. */
  public static final double DEFAULT_SPEECH_THRESHOLD = 0.5;
  /** Probability below which voice becomes silence. */
  public static final double DEFAULT_SILENCE_THRESHOLD = 0.35;
  /** Milliseconds: three windows, so that "yes" and "对" are heard. */
  public static final int DEFAULT_MIN_SPEECH_MS = 96;
  /** Milliseconds. */
  public static final int DEFAULT_BARGE_IN_MS = 240;
  /** Milliseconds. */
  public static final int DEFAULT_ENDPOINT_DELAY_MS = 500;
  /** Milliseconds. */
  public static final int DEFAULT_PRE_ROLL_MS = 400;
  /** Milliseconds: with less, the first consonant may be lost. */
  public static final int PRE_ROLL_MS_MIN = 300;
  /** Milliseconds. */
  public static final int DEFAULT_TRAILING_MS = 200;
  /** Milliseconds. */
  public static final int DEFAULT_UTTERANCE_MAX_MS = 20_000;
  /** Milliseconds. */
  public static final int DEFAULT_STALL_TOLERANCE_MS = 300;
  /** Milliseconds of audio. */
  public static final int DEFAULT_CREDIT_MS = 2_000;
  /** Milliseconds. */
  public static final int DEFAULT_LEASE_TTL_MS = 10_000;
  /** Milliseconds. */
  public static final int DEFAULT_UTTERANCE_OPEN_DEADLINE_MS = 1_000;

  /** Whether the capacity is measured: unless it is set, or the codec is cold. */
  boolean measuresCapacity() {
    return capacity == 0 && warmUpFrames >= MEASURING_WARM_UP_FRAMES_MIN;
  }

  /** The number of threads of each kind on a machine with so many processors. */
  public int threadsOn(int processors) {
    return threads > 0 ? threads : Math.max(1, processors / 2);
  }

  /** Reads the "vad" section of the configuration. */
  public static VadOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("vad", section);
    return new VadOptions(
        in.text("modelFile", DEFAULT_MODEL_FILE),
        codec(in),
        in.integer("capacity", DEFAULT_CAPACITY, 0, 100_000),
        in.integer("threads", DEFAULT_THREADS, 0, 256),
        in.integer("warmUpFrames", DEFAULT_WARM_UP_FRAMES, 0, 100_000),
        rules(in),
        in.integer("stallToleranceMs", DEFAULT_STALL_TOLERANCE_MS, 100, 5_000),
        in.integer("creditMs", DEFAULT_CREDIT_MS, 250, 10_000),
        in.integer("leaseTtlMs", DEFAULT_LEASE_TTL_MS, 500, 600_000),
        in.integer("utteranceOpenDeadlineMs", DEFAULT_UTTERANCE_OPEN_DEADLINE_MS, 50, 10_000));
  }

  private static String codec(OptionsReader in) {
    String name = in.text("opusCodec", DEFAULT_OPUS_CODEC);
    if (!name.equals("auto") && !name.equals("libopus") && !name.equals("concentus")) {
      throw new IllegalArgumentException("vad.opusCodec is " + name + ", should be auto, libopus or concentus");
    }
    return name;
  }

  private static EndpointRules rules(OptionsReader in) {
    EndpointRules rules = new EndpointRules(
        (float) in.number("speechThreshold", DEFAULT_SPEECH_THRESHOLD, 0.05, 0.95),
        (float) in.number("silenceThreshold", DEFAULT_SILENCE_THRESHOLD, 0.01, 0.95),
        in.integer("minSpeechMs", DEFAULT_MIN_SPEECH_MS, 32, 2_000),
        in.integer("bargeInMs", DEFAULT_BARGE_IN_MS, 32, 5_000),
        in.integer("endpointDelayMs", DEFAULT_ENDPOINT_DELAY_MS, 100, 5_000),
        in.integer("preRollMs", DEFAULT_PRE_ROLL_MS, PRE_ROLL_MS_MIN, 2_000),
        in.integer("trailingMs", DEFAULT_TRAILING_MS, 0, 2_000),
        in.integer("utteranceMaxMs", DEFAULT_UTTERANCE_MAX_MS, 1_000, 120_000));
    if (rules.silenceThreshold() > rules.speechThreshold()) {
      throw new IllegalArgumentException("vad.silenceThreshold is " + rules.silenceThreshold()
          + ", should be at most vad.speechThreshold, " + rules.speechThreshold());
    }
    return rules;
  }
}
