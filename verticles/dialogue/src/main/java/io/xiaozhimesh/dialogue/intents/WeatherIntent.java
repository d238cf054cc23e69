package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks the weather tool about the place that it knows as home; says honestly if there is no such tool. */
final class WeatherIntent implements Intent {

  /** Its name. */
  static final String NAME = "weather";

  private static final String TOOL = "get_weather";
  /** How the plugins stage, and the dialogue without one, begin to say that there is no tool. */
  private static final Pattern NO_TOOL = Pattern.compile("There is no (?:such )?tool|The tool could not be run");

  private final Phrasebook book = new Phrasebook(
      List.of("what's the weather like", "how is the weather", "will it rain today", "is it going to rain"),
      List.of("今天天气怎么样", "天气怎么样", "今天天气如何", "明天天气怎么样", "今天会下雨吗", "天气预报", "今天冷不冷", "今天热不热"),
      List.of("\\bweather\\b", "\\brain\\b.*\\b(?:today|tomorrow)\\b", "天气", "下雨"));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    if (!book.knows(utterance)) {
      return Optional.empty();
    }
    boolean tomorrow = utterance.words().contains("tomorrow") || utterance.words().contains("明天");
    return Optional.of(new Outcome.UseTool(TOOL, tomorrow ? "{\"day\":\"tomorrow\"}" : "{}",
        reply -> reply.failed() && NO_TOOL.matcher(reply.text()).lookingAt()
            ? Outcome.Say.of(offline(utterance), "embarrassed") : ToolPhraseIntent.spoken(utterance, reply)));
  }

  private static String offline(Utterance utterance) {
    return utterance.either(
        "I have no weather service while I work offline. "
            + "Give me a language model and a weather tool, and I will tell you.",
        "我现在离线工作，查不到天气。给我配上语言模型和天气工具，我就能告诉你了。");
  }

  @Override
  public boolean yieldsToModel() {
    return true;
  }
}
