package io.xiaozhimesh.dialogue.internal;

import io.xiaozhimesh.protocol.bus.Exchange;
import java.util.List;

/** Keeps what is sent to a model within a number of tokens: the newest exchanges stay, the prompt always does. */
public final class ContextBudget {

  private static final int LATIN_CHARS_PER_TOKEN = 4;

  private final int tokensMax;

  /** @param tokensMax for prompt, context and question together, as estimated by {@link #tokens} */
  public ContextBudget(int tokensMax) {
    this.tokensMax = tokensMax;
  }

  /** A rough count without a tokenizer: one per Chinese character, one per four others. */
  public static int tokens(String text) {
    int wide = (int) text.codePoints().filter(Scripts::isWide).count();
    int rest = text.codePointCount(0, text.length()) - wide;
    return wide + (rest + LATIN_CHARS_PER_TOKEN - 1) / LATIN_CHARS_PER_TOKEN;
  }

  /**
   * The newest exchanges that fit beside the prompt and the question, oldest first and without a gap.
   *
   * @param exchanges oldest first
   */
  public List<Exchange> fitting(String prompt, List<Exchange> exchanges, String question) {
    int left = tokensMax - tokens(prompt) - tokens(question);
    int from = exchanges.size();
    while (from > 0) {
      Exchange next = exchanges.get(from - 1);
      left -= tokens(next.said()) + tokens(next.answered());
      if (left < 0) {
        break;
      }
      from--;
    }
    return exchanges.subList(from, exchanges.size());
  }
}
