package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** Says honestly that there is no weather here. */
final class WeatherIntent implements Intent {

  private final Phrasebook book = new Phrasebook(
      List.of("what's the weather like", "how is the weather", "will it rain today", "is it going to rain"),
      List.of("今天天气怎么样", "天气怎么样", "今天天气如何", "明天天气怎么样", "今天会下雨吗", "天气预报", "今天冷不冷", "今天热不热"),
      List.of("\\bweather\\b", "\\brain\\b.*\\b(?:today|tomorrow)\\b", "天气", "下雨"));

  @Override
  public String name() {
    return "weather";
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    return book.knows(utterance)
        ? Optional.of(Outcome.Say.of(utterance.either(
            "I have no weather service while I work offline. "
                + "Give me a language model and a weather tool, and I will tell you.",
            "我现在离线工作，查不到天气。给我配上语言模型和天气工具，我就能告诉你了。"), "embarrassed"))
        : Optional.empty();
  }

  @Override
  public boolean yieldsToModel() {
    return true;
  }
}
