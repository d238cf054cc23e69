package io.xiaozhimesh.ingress;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.internal.PlayoutRules;
import io.xiaozhimesh.ingress.internal.TurnRules;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How ingress conducts its sessions; the socket has options of its own.
 *
 * @param downlink what the device is told and tts encodes
 * @param turn the times and words of a conversation
 * @param playout how an answer is played
 * @param prompts what ingress says by itself, by prompt name and language: "busy", "say_again", "excuse"
 * @param language of a session whose speaker's language is unknown
 * @param leaseDeadlineMs how long one worker may take to accept a stream or answer
 * @param leaseSilenceMs a worker that holds a lease and is not heard of for so long is given up
 * @param journalMs sound of one utterance that is kept until its words are known
 * @param journalBytes the same in bytes
 * @param drainMs how long conversations may go on, until their running or next turn has ended, when the node stops
 * @param visionUrl absolute URL that cameras are told, or ""
 */
public record IngressOptions(AudioFormat downlink, TurnRules turn, PlayoutRules playout,
    Map<String, Map<String, String>> prompts, String language, long leaseDeadlineMs, long leaseSilenceMs,
    long journalMs, long journalBytes, long drainMs, String visionUrl) {

  /** Sample rate of the downlink in Hz. */
  public static final int DEFAULT_DOWNLINK_SAMPLE_RATE_HZ = 16_000;
  /** Length of a downlink packet in ms. */
  public static final int DEFAULT_FRAME_DURATION_MS = 60;
  /** A socket without hello is closed after so many ms. */
  public static final int DEFAULT_HELLO_DEADLINE_MS = 15_000;
  /** A session without voice ends after so many ms; devices give up at 120 s. */
  public static final int DEFAULT_IDLE_TIMEOUT_MS = 90_000;
  /** From the end of an utterance to its transcript, in ms. */
  public static final int DEFAULT_RECOGNISE_DEADLINE_MS = 5_000;
  /** From the transcript to the first sentence and from sentence to sentence, in ms. */
  public static final int DEFAULT_ANSWER_DEADLINE_MS = 20_000;
  /** Packets that the device holds ahead. */
  public static final int DEFAULT_LEAD_FRAMES = 2;
  /** From tts start to the first packet, in ms. */
  public static final int DEFAULT_START_GAP_MS = 60;
  /** From the end of the sound to tts stop, in ms. */
  public static final int DEFAULT_TAIL_MS = 200;
  /** Packets that wait in ingress; the credit of tts. */
  public static final int DEFAULT_BUFFER_FRAMES = 50;
  /** A sentence that does not come for so many ms ends the turn. */
  public static final int DEFAULT_STALL_MS = 10_000;
  /** How long one worker may take to accept, in ms. */
  public static final int DEFAULT_LEASE_DEADLINE_MS = 500;
  /** A worker that is not heard of for so many ms is given up; workers speak up every 200 ms. */
  public static final int DEFAULT_LEASE_SILENCE_MS = 600;
  /** Sound of one utterance that is kept until its words are known, in ms. */
  public static final int DEFAULT_JOURNAL_MS = 30_000;
  /** The same in bytes. */
  public static final int DEFAULT_JOURNAL_BYTES = 262_144;
  /** How long running turns may take when the node stops, in ms. */
  public static final int DEFAULT_DRAIN_MS = 20_000;

  private static final Map<String, Map<String, String>> DEFAULT_PROMPTS = Map.of(
      "busy", Map.of("en", "I am talking to too many people just now. Please try again in a moment.",
          "zh", "现在找我的人太多了，请稍后再试。"),
      "say_again", Map.of("en", "Sorry, I could not hear that properly. Please say it again.",
          "zh", "抱歉，我没听清，请再说一遍。"),
      "excuse", Map.of("en", "Sorry, I cannot answer that right now.", "zh", "抱歉，我现在回答不了。"));

  /** Reads the section "ingress". */
  public static IngressOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("ingress", section);
    OptionsReader turn = in.section("turn");
    OptionsReader playout = in.section("playout");
    int frameMs = in.integer("frameDurationMs", DEFAULT_FRAME_DURATION_MS, 20, 120);
    return new IngressOptions(
        new AudioFormat(in.integer("downlinkSampleRateHz", DEFAULT_DOWNLINK_SAMPLE_RATE_HZ, 8_000, 48_000), 1, frameMs),
        turnRules(turn),
        new PlayoutRules(frameMs,
            playout.integer("leadFrames", DEFAULT_LEAD_FRAMES, 0, 5),
            playout.integer("startGapMs", DEFAULT_START_GAP_MS, 50, 1_000),
            playout.integer("tailMs", DEFAULT_TAIL_MS, 100, 700),
            playout.integer("bufferFrames", DEFAULT_BUFFER_FRAMES, 10, 1_000),
            playout.integer("stallMs", DEFAULT_STALL_MS, 500, 60_000)),
        prompts(in.section("prompts")),
        in.text("language", "en"),
        in.integer("leaseDeadlineMs", DEFAULT_LEASE_DEADLINE_MS, 50, 5_000),
        in.integer("leaseSilenceMs", DEFAULT_LEASE_SILENCE_MS, 300, 10_000),
        in.integer("journalMs", DEFAULT_JOURNAL_MS, 5_000, 120_000),
        in.integer("journalBytes", DEFAULT_JOURNAL_BYTES, 16_384, 4_194_304),
        in.integer("drainMs", DEFAULT_DRAIN_MS, 0, 120_000),
        in.text("visionUrl", ""));
  }

  /** What to say in this language, or in English where nothing is written for it. */
  String prompt(String name, String spokenLanguage) {
    Map<String, String> texts = prompts.get(name);
    String base = spokenLanguage.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return texts.getOrDefault(base, texts.get("en"));
  }

  private static TurnRules turnRules(OptionsReader turn) {
    return new TurnRules(
        turn.integer("helloDeadlineMs", DEFAULT_HELLO_DEADLINE_MS, 1_000, 30_000),
        turn.integer("idleTimeoutMs", DEFAULT_IDLE_TIMEOUT_MS, 1_000, 110_000),
        turn.integer("recogniseDeadlineMs", DEFAULT_RECOGNISE_DEADLINE_MS, 500, 60_000),
        turn.integer("answerDeadlineMs", DEFAULT_ANSWER_DEADLINE_MS, 1_000, 120_000),
        turn.flag("greeting", true),
        turn.flag("farewell", true),
        new HashSet<>(turn.texts("wakeWords", List.of("你好小智", "小智", "小智小智", "hi xiaozhi", "hello xiaozhi",
            "hi esp", "hey xiaozhi"))));
  }

  private static Map<String, Map<String, String>> prompts(OptionsReader section) {
    Map<String, Map<String, String>> all = new java.util.TreeMap<>();
    DEFAULT_PROMPTS.forEach((name, texts) -> {
      Map<String, String> byLanguage = new java.util.TreeMap<>(texts);
      OptionsReader given = section.section(name);
      given.json().fieldNames().forEach(language -> byLanguage.put(language, given.text(language, "")));
      all.put(name, Map.copyOf(byLanguage));
    });
    return Map.copyOf(all);
  }
}
