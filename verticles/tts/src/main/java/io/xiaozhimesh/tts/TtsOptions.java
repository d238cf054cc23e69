package io.xiaozhimesh.tts;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.resilience.Gate;
import io.xiaozhimesh.stage.resilience.GuardRules;
import io.xiaozhimesh.tts.internal.SpeechCache;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How this node speaks.
 *
 * @param engine "auto", or the engine that is asked first
 * @param engines engines in the order in which they are asked; those that the machine does not offer are left out
 * @param engineSettings the whole section, in which each engine finds its own
 * @param answers bounds of the leases
 * @param sentences bounds and shape of a sentence
 * @param threads sizes of the worker pools
 * @param cache what is kept of short sentences
 * @param disk what is kept of the sentences of remote engines
 * @param audio sounds that are played instead of spoken
 * @param resilience limits, deadlines and second tries of an engine
 */
public record TtsOptions(
    String engine,
    List<String> engines,
    JsonObject engineSettings,
    Answers answers,
    Sentences sentences,
    Threads threads,
    SpeechCache.Bounds cache,
    Disk disk,
    Audio audio,
    GuardRules resilience) {

  /** The engine is chosen per sentence, in the order of {@link #DEFAULT_ENGINES}. */
  public static final String AUTO = "auto";

  /** The order of engines. */
  public static final List<String> DEFAULT_ENGINES = List.of("openai", "freetts", "espeak");

  /**
   * Bounds of the leases.
   *
   * @param max answers that are spoken at the same time, more are refused with OVERLOADED; 0 means what the warm-up finds
   *     this machine to be able to
   * @param ttlMs an answer for which nothing is received or sent for so long is given up
   * @param sentencesMax sentences of one answer that wait to be spoken; more fail with OVERLOADED
   * @param backlogMs encoded speech of one answer that waits for credit; the encoder pauses beyond it
   */
  public record Answers(int max, int ttlMs, int sentencesMax, int backlogMs) {

    /** Measured at the start. */
    public static final int DEFAULT_MAX = 0;
    /** Answers at the same time, where nothing is set and nothing measured. */
    public static final int STATED_MAX = 400;
    /** Silence after which an answer is given up, in milliseconds. */
    public static final int DEFAULT_TTL_MS = 30_000;
    /** Sentences that wait. */
    public static final int DEFAULT_SENTENCES_MAX = 64;
    /** Encoded speech that waits, in milliseconds. */
    public static final int DEFAULT_BACKLOG_MS = 3_000;
  }

  /**
   * Bounds and shape of a sentence.
   *
   * @param audioMsMax longest sound of a sentence; longer ones are broken off
   * @param deadlineMs longest time from asking an engine to its last sample
   * @param pauseMs silence after each sentence
   * @param opusComplexity 0 (cheap) to 10
   */
  public record Sentences(int audioMsMax, int deadlineMs, int pauseMs, int opusComplexity) {

    /** Longest sound, in milliseconds. */
    public static final int DEFAULT_AUDIO_MS_MAX = 120_000;
    /** Longest synthesis, in milliseconds. */
    public static final int DEFAULT_DEADLINE_MS = 30_000;
    /** Silence after each sentence, in milliseconds. */
    public static final int DEFAULT_PAUSE_MS = 150;
    /** Complexity of the Opus encoder. */
    public static final int DEFAULT_OPUS_COMPLEXITY = 3;
  }

  /**
   * Sizes of the worker pools.
   *
   * @param encode threads that encode; 0 means one per processor
   * @param synthesis threads that local engines block; 0 means one per processor, at least two
   * @param warmUpFrames frames encoded before the node says that it is ready
   */
  public record Threads(int encode, int synthesis, int warmUpFrames) {

    /** Threads that encode. */
    public static final int DEFAULT_ENCODE = 0;
    /** Threads that synthesise. */
    public static final int DEFAULT_SYNTHESIS = 0;
    /** Frames of the warm-up. */
    public static final int DEFAULT_WARM_UP_FRAMES = 500;

    int encodeThreads() {
      return encode > 0 ? encode : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    int synthesisThreads() {
      return synthesis > 0 ? synthesis : Math.max(2, Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * Sounds that are played instead of spoken.
   *
   * @param dir folder in which they lie, or ""
   * @param urls what http addresses of sounds begin with; others are refused
   * @param lengthS longest sound in seconds; longer ones are broken off
   * @param threads threads that read and decode; 0 means two
   */
  public record Audio(String dir, List<String> urls, int lengthS, int threads) {

    /** Folder of sounds. */
    public static final String DEFAULT_DIR = "data/music";
    /** Two hours, in seconds. */
    public static final int DEFAULT_LENGTH_S = 7_200;
    /** Threads that read. */
    public static final int DEFAULT_THREADS = 0;
    private static final int THREADS_OF_ZERO = 2;

    public Audio {
      urls = List.copyOf(urls);
      for (String url : urls) {
        if (!url.matches("https?://[^/]+/(?:.*/)?")) {
          throw new IllegalArgumentException("tts.audio.urls must be http addresses that end with a slash, not " + url);
        }
      }
    }

    int readThreads() {
      return threads > 0 ? threads : THREADS_OF_ZERO;
    }
  }

  /**
   * Frames of sentences in files.
   *
   * @param dir folder, or "" for none
   * @param bytesMax bytes of all files
   * @param ttlMs for how long one is used
   */
  public record Disk(String dir, int bytesMax, int ttlMs) {

    /** Folder, relative to the mesh's home. */
    public static final String DEFAULT_DIR = "data/speech";
    /** Bytes of all files. */
    public static final int DEFAULT_BYTES_MAX = 256 * 1024 * 1024;
    /** How long one is used, in milliseconds: two hours. */
    public static final int DEFAULT_TTL_MS = 7_200_000;
  }

  /** Sentences that are kept. */
  public static final int DEFAULT_CACHE_ENTRIES_MAX = 500;
  /** Opus that is kept, in bytes. */
  public static final int DEFAULT_CACHE_BYTES_MAX = 16 * 1024 * 1024;
  /** Longest sentence that is kept, in characters. */
  public static final int DEFAULT_CACHE_TEXT_CHARS_MAX = 80;

  /** Of one remote engine in this JVM: 5 sentences at once, 20 waiting for 5 s; company after 1 s of silence. */
  public static final GuardRules DEFAULT_RESILIENCE =
      GuardRules.of(new Gate.Limits(5, 20, 5_000), new GuardRules.Times(2_500, 3_000, 30_000, 1_000));

  /** Reads the section {@code tts}. */
  public static TtsOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("tts", section);
    return new TtsOptions(
        in.text("engine", AUTO),
        in.texts("engines", DEFAULT_ENGINES),
        in.json(),
        new Answers(
            in.integer("answersMax", Answers.DEFAULT_MAX, 0, 100_000),
            in.integer("answerTtlMs", Answers.DEFAULT_TTL_MS, 100, 600_000),
            in.integer("waitingSentencesMax", Answers.DEFAULT_SENTENCES_MAX, 1, 1_000),
            in.integer("backlogMs", Answers.DEFAULT_BACKLOG_MS, 500, 120_000)),
        new Sentences(
            in.integer("sentenceAudioMsMax", Sentences.DEFAULT_AUDIO_MS_MAX, 1_000, 600_000),
            in.integer("sentenceDeadlineMs", Sentences.DEFAULT_DEADLINE_MS, 500, 300_000),
            in.integer("sentencePauseMs", Sentences.DEFAULT_PAUSE_MS, 0, 2_000),
            in.integer("opusComplexity", Sentences.DEFAULT_OPUS_COMPLEXITY, 0, 10)),
        new Threads(
            in.integer("encodeThreads", Threads.DEFAULT_ENCODE, 0, 256),
            in.integer("synthesisThreads", Threads.DEFAULT_SYNTHESIS, 0, 256),
            in.integer("warmUpFrames", Threads.DEFAULT_WARM_UP_FRAMES, 0, 10_000)),
        cache(in.section("cache")),
        disk(in.section("disk")),
        audio(in.section("audio")),
        DEFAULT_RESILIENCE.read(in.section("resilience")));
  }

  /** The same without the engines' own settings. */
  public TtsOptions withoutEngineSettings() {
    return new TtsOptions(engine, engines, new JsonObject(), answers, sentences, threads, cache, disk, audio, resilience);
  }

  /** The same with so many answers at the same time. */
  TtsOptions withAnswersMax(int max) {
    Answers bounded = new Answers(max, answers.ttlMs, answers.sentencesMax, answers.backlogMs);
    return new TtsOptions(engine, engines, engineSettings, bounded, sentences, threads, cache, disk, audio, resilience);
  }

  /** The same with these rules: those of running engines stay as they are. */
  TtsOptions withResilience(GuardRules rules) {
    return new TtsOptions(engine, engines, engineSettings, answers, sentences, threads, cache, disk, audio, rules);
  }

  private static Disk disk(OptionsReader in) {
    return new Disk(
        in.text("dir", Disk.DEFAULT_DIR),
        in.integer("bytesMax", Disk.DEFAULT_BYTES_MAX, 1_000_000, 2_000_000_000),
        in.integer("ttlMs", Disk.DEFAULT_TTL_MS, 1_000, 2_000_000_000));
  }

  private static Audio audio(OptionsReader in) {
    return new Audio(
        in.text("dir", Audio.DEFAULT_DIR),
        in.texts("urls", List.of()),
        in.integer("lengthS", Audio.DEFAULT_LENGTH_S, 1, 86_400),
        in.integer("threads", Audio.DEFAULT_THREADS, 0, 256));
  }

  /** Names of the engines in the order in which they are asked. */
  public List<String> order() {
    Set<String> order = new LinkedHashSet<>();
    if (!engine.equals(AUTO)) {
      order.add(engine);
    }
    order.addAll(engines);
    return List.copyOf(order);
  }

  /** Without the engines' settings, which may hold secrets. */
  @Override
  public String toString() {
    return "TtsOptions[engines=" + order() + ", " + answers + ", " + sentences + ", " + threads + ", " + cache + ']';
  }

  private static SpeechCache.Bounds cache(OptionsReader in) {
    return new SpeechCache.Bounds(
        in.integer("entriesMax", DEFAULT_CACHE_ENTRIES_MAX, 0, 1_000_000),
        in.integer("bytesMax", DEFAULT_CACHE_BYTES_MAX, 0, 1_000_000_000),
        in.integer("textCharsMax", DEFAULT_CACHE_TEXT_CHARS_MAX, 0, 400));
  }
}
