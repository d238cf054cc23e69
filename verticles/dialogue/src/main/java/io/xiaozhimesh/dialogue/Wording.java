package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.dialogue.internal.Sentence;
import io.xiaozhimesh.dialogue.internal.SentenceSplitter;
import io.xiaozhimesh.protocol.bus.ToolFiller;
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

  /** While tools take their time, in their own words where they have some. */
  static Sentence filler(String language, List<ToolFiller> own) {
    return own.stream().filter(filler -> isChinese(filler.language()) == isChinese(language)).findFirst()
        .map(filler -> new Sentence(filler.text(), "")).orElseGet(() -> wait(language));
  }

  /**
   * Whether something shall really be done.
   *
   * @param own the operator's question, or ""
   */
  static String confirm(String language, String tool, String own) {
    if (!own.isBlank()) {
      return own;
    }
    String words = tool.replaceFirst("^(self|iot)_", "").replace('_', ' ').replace('-', ' ').strip();
    return isChinese(language) ? "真的要执行“" + words + "”吗？" : "Shall I really do this: " + words + "?";
  }

  /** It was not wanted. */
  static String declined(String language) {
    return isChinese(language) ? "好的，那就不做了。" : "All right, I won't.";
  }

  /** It is done, and there is nothing more to say of it. */
  static String done(String language) {
    return isChinese(language) ? "好了。" : "Done.";
  }

  /** It did not work, and the tool's own words are in another language. */
  static String failed(String language) {
    return isChinese(language) ? "抱歉，没有成功。" : "Sorry, that did not work.";
  }

  /** It goes on. */
  static String later(String language) {
    return isChinese(language) ? "还需要一点时间，有结果了我再告诉你。" : "That takes a while. I'll tell you when it is done.";
  }

  /** A result that goes to a person without a model between, in their language. */
  static String spoken(String language, String text, boolean failed) {
    boolean fits = !text.isBlank() && text.strip().contains(isChinese(language) ? "" : " ")
        && Scripts.hasHan(text) == isChinese(language) && !text.strip().startsWith("{") && !text.strip().startsWith("[");
    return fits ? text : failed ? failed(language) : done(language);
  }

  private static boolean isChinese(String language) {
    return language.startsWith("zh") || language.startsWith("yue");
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
