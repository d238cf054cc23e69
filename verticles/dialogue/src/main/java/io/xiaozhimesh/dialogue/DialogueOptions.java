package io.xiaozhimesh.dialogue;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.resilience.Gate;
import io.xiaozhimesh.stage.resilience.GuardRules;
import java.util.List;

/**
 * How the dialogue stage behaves.
 *
 * @param turnsMax answers in the making at once; more are refused as OVERLOADED
 * @param turnDeadlineMs from the question to the end of the answer
 * @param intents what the offline intents are for
 * @param agentsDir folder of the agents' YAML files
 * @param defaultAgent id of the agent that answers when nothing else is said
 * @param timeZone of agents that name none; "" for the machine's
 * @param chain names of language models in the order in which they are asked; empty without one
 * @param models language models by name, each with its type and the type's own keys
 * @param llm section of the language model without a name: its key "provider" and the provider's own
 * @param resilience limits, deadlines and second tries of a model
 * @param context what is remembered
 * @param tools how tools are used
 * @param speech how an answer becomes sentences
 */
public record DialogueOptions(
    int turnsMax,
    int turnDeadlineMs,
    IntentUse intents,
    String agentsDir,
    String defaultAgent,
    String timeZone,
    List<String> chain,
    JsonObject models,
    JsonObject llm,
    GuardRules resilience,
    ContextOptions context,
    ToolOptions tools,
    SpeechOptions speech) {

  public static final int DEFAULT_TURNS_MAX = 1_000;
  public static final int DEFAULT_TURN_DEADLINE_MS = 30_000;
  public static final IntentUse DEFAULT_INTENTS = IntentUse.FIRST;
  public static final String DEFAULT_AGENTS_DIR = "conf/agents";
  public static final String DEFAULT_AGENT = "default";
  /** Of one model in this JVM: 10 calls at once, 50 waiting for 10 s; company after 1.2 s of silence. */
  public static final GuardRules DEFAULT_RESILIENCE =
      GuardRules.of(new Gate.Limits(10, 50, 10_000), new GuardRules.Times(5_000, 5_000, 30_000, 1_200));
  /** The provider that stands for "no language model". */
  public static final String NO_PROVIDER = "none";

  /**
   * What is remembered of a conversation.
   *
   * @param devicesMax devices whose context is held in memory
   * @param exchangesMax exchanges held per device
   * @param tokensMax prompt, context and question together, in estimated tokens
   * @param waitMs how long a model waits for the registry
   * @param requestDeadlineMs for what the registry is asked
   */
  public record ContextOptions(
      int devicesMax, int exchangesMax, int tokensMax, int waitMs, int requestDeadlineMs) {

    public static final int DEFAULT_DEVICES_MAX = 10_000;
    public static final int DEFAULT_EXCHANGES_MAX = 20;
    public static final int DEFAULT_TOKENS_MAX = 3_000;
    public static final int DEFAULT_WAIT_MS = 150;
    public static final int DEFAULT_REQUEST_DEADLINE_MS = 2_000;

    static ContextOptions from(OptionsReader in) {
      return new ContextOptions(
          in.integer("devicesMax", DEFAULT_DEVICES_MAX, 1, 10_000_000),
          in.integer("exchangesMax", DEFAULT_EXCHANGES_MAX, 1, 200),
          in.integer("tokensMax", DEFAULT_TOKENS_MAX, 200, 1_000_000),
          in.integer("waitMs", DEFAULT_WAIT_MS, 1, 5_000),
          in.integer("requestDeadlineMs", DEFAULT_REQUEST_DEADLINE_MS, 10, 30_000));
    }
  }

  /**
   * How tools are used.
   *
   * @param listWaitMs how long a model waits for the list of tools
   * @param deadlineMs for one tool
   * @param depthMax how often in one turn a model may go on after tools
   * @param callsMax tools that a model may call at once
   * @param fillerAfterMs tools that run longer have something said meanwhile; 0 for silence
   */
  public record ToolOptions(int listWaitMs, int deadlineMs, int depthMax, int callsMax, int fillerAfterMs) {

    public static final int DEFAULT_LIST_WAIT_MS = 300;
    public static final int DEFAULT_DEADLINE_MS = 8_000;
    public static final int DEFAULT_DEPTH_MAX = 5;
    public static final int DEFAULT_CALLS_MAX = 8;
    public static final int DEFAULT_FILLER_AFTER_MS = 800;

    static ToolOptions from(OptionsReader in) {
      return new ToolOptions(
          in.integer("listWaitMs", DEFAULT_LIST_WAIT_MS, 1, 5_000),
          in.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 120_000),
          in.integer("depthMax", DEFAULT_DEPTH_MAX, 0, 20),
          in.integer("callsMax", DEFAULT_CALLS_MAX, 1, 64),
          in.integer("fillerAfterMs", DEFAULT_FILLER_AFTER_MS, 0, 30_000));
    }
  }

  /**
   * How an answer becomes sentences.
   *
   * @param sentenceCharsMax longest sentence, in UTF-16 units
   * @param firstSegmentCharsMin from which length on a comma ends the first sentence; a Chinese character counts two
   * @param answerCharsMax after so much text of a model the answer ends
   * @param patienceMs without a word of a model, after which the speaker is asked to wait; 0 for never
   */
  public record SpeechOptions(int sentenceCharsMax, int firstSegmentCharsMin, int answerCharsMax, int patienceMs) {

    public static final int DEFAULT_SENTENCE_CHARS_MAX = 200;
    public static final int DEFAULT_FIRST_SEGMENT_CHARS_MIN = 12;
    public static final int DEFAULT_ANSWER_CHARS_MAX = 20_000;
    public static final int DEFAULT_PATIENCE_MS = 1_800;

    static SpeechOptions from(OptionsReader in) {
      return new SpeechOptions(
          in.integer("sentenceCharsMax", DEFAULT_SENTENCE_CHARS_MAX, 20, Limits.SENTENCE_CHARS_MAX),
          in.integer("firstSegmentCharsMin", DEFAULT_FIRST_SEGMENT_CHARS_MIN, 1, 1_000),
          in.integer("answerCharsMax", DEFAULT_ANSWER_CHARS_MAX, 100, 1_000_000),
          in.integer("patienceMs", DEFAULT_PATIENCE_MS, 0, 60_000));
    }
  }

  /** Reads the section "dialogue". */
  public static DialogueOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("dialogue", section);
    return new DialogueOptions(
        in.integer("turnsMax", DEFAULT_TURNS_MAX, 1, 1_000_000),
        in.integer("turnDeadlineMs", DEFAULT_TURN_DEADLINE_MS, 100, 600_000),
        in.choice("intents", DEFAULT_INTENTS),
        in.text("agentsDir", DEFAULT_AGENTS_DIR),
        in.text("defaultAgent", DEFAULT_AGENT),
        in.text("timeZone", ""),
        chain(in),
        in.section("models").json(),
        llm(in.section("llm")),
        DEFAULT_RESILIENCE.read(in.section("resilience")),
        ContextOptions.from(in.section("context")),
        ToolOptions.from(in.section("tools")),
        SpeechOptions.from(in.section("speech")));
  }

  private static List<String> chain(OptionsReader in) {
    List<String> chain = in.texts("chain", List.of());
    String provider = in.section("llm").text("provider", NO_PROVIDER);
    return !chain.isEmpty() ? chain : provider.equals(NO_PROVIDER) ? List.of() : List.of(provider);
  }

  /** Without a provider its keys mean nothing. */
  private static JsonObject llm(OptionsReader in) {
    return in.text("provider", NO_PROVIDER).equals(NO_PROVIDER) ? new JsonObject() : in.json();
  }

  /** Which provider makes the language model without a name, or {@link #NO_PROVIDER}. */
  public String provider() {
    return new OptionsReader("dialogue.llm", llm).text("provider", NO_PROVIDER);
  }

  /** Whether a language model is configured. */
  public boolean hasModel() {
    return !chain.isEmpty();
  }

  /** The same with these rules: those of running models stay as they are. */
  DialogueOptions withResilience(GuardRules rules) {
    return new DialogueOptions(turnsMax, turnDeadlineMs, intents, agentsDir, defaultAgent, timeZone, chain, models, llm,
        rules, context, tools, speech);
  }

  /** Names what can be told; the sections of language models hold secrets. */
  @Override
  public String toString() {
    return "DialogueOptions[turnsMax=" + turnsMax + ", turnDeadlineMs=" + turnDeadlineMs + ", intents=" + intents
        + ", agentsDir=" + agentsDir + ", defaultAgent=" + defaultAgent + ", timeZone=" + timeZone
        + ", chain=" + chain + ", " + context + ", " + tools + ", " + speech + ']';
  }
}
