package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** Ends the conversation; the agent says goodbye. */
public final class ExitIntent implements Intent {

  private final Phrasebook book = new Phrasebook(
      List.of("goodbye", "bye", "bye bye", "good bye", "exit", "quit", "stop talking", "see you later",
          "that's all", "see you tomorrow", "end the conversation", "close the conversation"),
      List.of("退出", "关闭", "再见", "拜拜", "退下", "退下吧", "结束对话", "关闭对话", "回头见", "明天见"),
      List.of());

  /** Understands its phrases and nothing near them: an end by mistake is worse than one more turn. */
  public ExitIntent() {
  }

  @Override
  public String name() {
    return "exit";
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    return book.knows(utterance) ? Optional.of(new Outcome.Farewell()) : Optional.empty();
  }
}
