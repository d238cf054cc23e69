package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.ToolRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A language model that tells back what it was asked in sentences that follow from the question alone, one after the
 * other with stated pauses; that calls {@link SlowLookup} where the question begins with {@link SpokenWords#LOOKUP}; and
 * that goes on after its last words when it is told that it was cut off, as models do.
 */
public final class Teller implements LanguageModel {

  static final String NAME = "teller";

  /** From the question to the first sentence, in milliseconds. */
  public static final int FIRST_TOKEN_MS = 700;

  /** From one sentence to the next. */
  static final int BETWEEN_MS = 500;

  private static final String CUT_OFF = "(You were cut off";

  private final Vertx vertx;

  Teller(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The whole answer to a question, as sentences. */
  public static List<String> answer(String question) {
    String[] words = question.split(" ");
    String last = words[words.length - 1];
    return List.of("I heard " + question + ".", "The last word was " + last + ".",
        "So I counted " + words.length + " up to " + last + ".");
  }

  /** The answer to a question that asks for the one before it. */
  public static List<String> recalled(String earlier) {
    return List.of("Before this you said " + (earlier.isEmpty() ? "nothing" : earlier) + ".");
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    List<ChatMessage> messages = new ArrayList<>(request.messages());
    String said = "";
    if (last(messages).text().startsWith(CUT_OFF)) {
      messages.remove(messages.size() - 1);
      said = messages.remove(messages.size() - 1).text();
    }
    int asked = lastOf(messages, messages.size());
    String question = asked < 0 ? "" : messages.get(asked).text();
    Telling telling = new Telling(listener);
    if (question.startsWith(SpokenWords.LOOKUP) && said.isEmpty() && last(messages).author() != Author.TOOL) {
      telling.after(FIRST_TOKEN_MS, () ->
          listener.ended(List.of(new ToolRequest("lookup", SlowLookup.NAME, "{}"))));
      return telling;
    }
    String untold = said;
    List<String> all = question.startsWith(SpokenWords.RECALL) ? recalled(earlier(messages, asked))
        : last(messages).author() == Author.TOOL && !last(messages).text().equals(SlowLookup.RESULT)
        ? List.of("The lookup failed.") : answer(question);
    telling.tell(all.stream().filter(sentence -> !untold.contains(sentence)).toList());
    return telling;
  }

  private static ChatMessage last(List<ChatMessage> messages) {
    return messages.get(messages.size() - 1);
  }

  private static String earlier(List<ChatMessage> messages, int asked) {
    int before = lastOf(messages, asked);
    return before < 0 ? "" : messages.get(before).text();
  }

  private static int lastOf(List<ChatMessage> messages, int before) {
    int at = before - 1;
    while (at >= 0 && messages.get(at).author() != Author.USER) {
      at--;
    }
    return at;
  }

  /** One answer on its way. */
  private final class Telling implements ModelCall {

    private final ModelListener listener;
    private long timer;
    private boolean cancelled;

    Telling(ModelListener listener) {
      this.listener = listener;
    }

    void tell(List<String> sentences) {
      after(FIRST_TOKEN_MS, () -> next(sentences, 0));
    }

    private void next(List<String> sentences, int index) {
      if (index == sentences.size()) {
        listener.ended(List.of());
        return;
      }
      listener.text(sentences.get(index) + " ");
      after(BETWEEN_MS, () -> next(sentences, index + 1));
    }

    void after(int ms, Runnable step) {
      timer = vertx.setTimer(ms, fired -> {
        if (!cancelled) {
          step.run();
        }
      });
    }

    @Override
    public void cancel() {
      cancelled = true;
      vertx.cancelTimer(timer);
    }
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
