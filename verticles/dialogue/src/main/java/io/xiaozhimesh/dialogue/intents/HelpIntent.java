package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** Says what can be asked; also the answer to what nobody understood. */
public final class HelpIntent implements Intent {

  private final Phrasebook book = new Phrasebook(
      List.of("what can you do", "help", "help me", "what can i say", "what can i ask you", "what do you know",
          "what are you able to do"),
      List.of("你会什么", "你能做什么", "你会做什么", "你有什么功能", "帮助", "我能问你什么", "你都会什么"),
      List.of("\\bwhat (?:can|do) (?:you|i)\\b.*\\b(?:do|say|ask)\\b", "(?:会|能)(?:做|干)?(?:些)?什么"));

  /** Knows what the other intents can do. */
  public HelpIntent() {
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    return book.knows(utterance) ? Optional.of(answer(utterance)) : Optional.empty();
  }

  /** The help itself, with a hint how to get a language model where there is none. */
  public Outcome.Say answer(Utterance utterance) {
    String hint = utterance.around().modelHint();
    String can = utterance.either(
        "I can tell you the time, the date and the lunar date, change the volume and the brightness, "
            + "and tell jokes and stories.",
        "我可以报时间、日期和农历，调节音量和亮度，还会讲笑话和故事。");
    return Outcome.Say.of(hint.isEmpty() ? can : can + " " + hint, "happy");
  }

  @Override
  public boolean yieldsToModel() {
    return true;
  }
}
