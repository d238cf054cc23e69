package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.internal.Sentence;
import io.xiaozhimesh.dialogue.internal.SentenceSplitter;
import java.util.ArrayList;
import java.util.List;

/** What the stage says of itself, and how ready texts become sentences. */
final class Wording {

  private Wording() {
  }

  /** For when no answer could be made. */
  static List<Sentence> excuse(String language) {
    String text = language.startsWith("zh")
        ? "抱歉，我刚才没想明白，请稍后再试一次。"
        : "Sorry, I couldn't think of an answer just now. Please try again in a moment.";
    return sentences(text, DialogueOptions.SpeechOptions.DEFAULT_SENTENCE_CHARS_MAX);
  }

  /** For when the answer takes its time. */
  static Sentence wait(String language) {
    return new Sentence(language.startsWith("zh") ? "请稍等一下。" : "One moment, please.", "");
  }

  /** How to get a language model, for a person. */
  static String modelHint(boolean chinese) {
    return chinese
        ? "想聊更多的话，请在配置里用 dialogue.llm 给我一个语言模型。"
        : "To talk about anything else, give me a language model under dialogue.llm in the configuration.";
  }

  /** A text that is there as a whole, in sentences. */
  static List<Sentence> sentences(String text, int charsMax) {
    SentenceSplitter splitter = new SentenceSplitter(charsMax, Integer.MAX_VALUE);
    List<Sentence> all = new ArrayList<>(splitter.accept(text));
    all.addAll(splitter.finish());
    return all;
  }
}
