package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** Says the last answer again. */
final class RepeatIntent implements Intent {

  private final Phrasebook book = new Phrasebook(
      List.of("say that again", "repeat that", "can you repeat that", "what did you say", "once again",
          "say it again", "repeat please", "pardon"),
      List.of("再说一遍", "再说一次", "重复一遍", "你刚才说什么", "你说什么", "没听清"),
      List.of("\\b(?:say|repeat) (?:that|it)\\b", "再说一[遍次]", "重复一"));

  @Override
  public String name() {
    return "repeat";
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
    String last = utterance.around().lastAnswer();
    return Optional.of(Outcome.Say.of(
        last.isBlank() ? utterance.either("I haven't said anything yet.", "我还没说过什么呢。") : last, "neutral"));
  }
}
