package io.xiaozhimesh.dialogue.agents;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who answers.
 *
 * @param id as devices and the configuration name it
 * @param name how it calls itself
 * @param language BCP 47 tag of its answers when the question does not decide
 * @param voice for tts, or "" for the default voice
 * @param prompt what the language model is told
 * @param model which model: the service's own name or one of {@code dialogue.models}; "" for the configured one
 * @param models names of the language models to ask, in order; empty for {@code dialogue.chain}
 * @param greeting said when the device was woken
 * @param farewell said at the end
 * @param exitWords whole utterances that end the conversation
 * @param timeZone of its clock
 * @param tools the only tools it may use; empty for all
 */
public record Agent(
    String id,
    String name,
    String language,
    String voice,
    PromptTemplate prompt,
    String model,
    List<String> models,
    LocalText greeting,
    LocalText farewell,
    List<String> exitWords,
    ZoneId timeZone,
    Set<String> tools) {

  /** How long the text of a prompt may be, in characters. */
  public static final int PROMPT_CHARS_MAX = 20_000;

  static final String DEFAULT_NAME = "Xiaozhi";
  static final String DEFAULT_LANGUAGE = "en-US";
  static final String DEFAULT_PROMPT = "You are {{name}}, a warm and brief voice assistant. Answer in the language of "
      + "the question, in short sentences that are easy to listen to, without lists or Markdown. "
      + "It is {{weekday}}, {{date}}, {{time}}.";
  static final LocalText DEFAULT_GREETING = new LocalText(Map.of("en", "Hi, I'm listening.", "zh", "我在呢，请说。"));
  static final LocalText DEFAULT_FAREWELL = new LocalText(Map.of("en", "Goodbye!", "zh", "再见！"));
  static final List<String> DEFAULT_EXIT_WORDS = List.of("goodbye", "exit", "退出", "关闭", "再见");

  public Agent {
    models = List.copyOf(models);
    exitWords = List.copyOf(exitWords);
    tools = Set.copyOf(tools);
  }

  /** The agent of this id where no file describes one. */
  public static Agent builtIn(String id, ZoneId timeZone) {
    return new Agent(id, DEFAULT_NAME, DEFAULT_LANGUAGE, "", new PromptTemplate(DEFAULT_PROMPT), "",
        List.of(), DEFAULT_GREETING, DEFAULT_FAREWELL, DEFAULT_EXIT_WORDS, timeZone, Set.of());
  }

  /** Whether it may use the tool. */
  public boolean mayUse(String tool) {
    return tools.isEmpty() || tools.contains(tool);
  }
}
