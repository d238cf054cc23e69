package io.xiaozhimesh.dialogue.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From the text deltas of a model to sentences: thoughts and tool calls written as text are taken out, then
 * {@link SentenceSplitter} cuts. Chunk borders do not change the result. Not thread-safe; one per answer.
 */
public final class AnswerText {

  private final HiddenSpans spans = new HiddenSpans();
  private final JsonSpans objects = new JsonSpans();
  private final SentenceSplitter splitter;

  /** Cuts with the given splitter. */
  public AnswerText(SentenceSplitter splitter) {
    this.splitter = splitter;
  }

  /** Takes a delta and returns the sentences that are complete with it. */
  public List<Sentence> accept(String delta) {
    return splitter.accept(objects.accept(spans.accept(delta)));
  }

  /** The model has ended: returns what is left. */
  public List<Sentence> finish() {
    List<Sentence> last = new ArrayList<>(splitter.accept(objects.accept(spans.finish())));
    last.addAll(splitter.accept(objects.finish()));
    last.addAll(splitter.finish());
    return last;
  }

  /** The tool calls that stood in the text; those without a readable form are left out. */
  public List<TextToolCall> calls() {
    List<TextToolCall> calls = new ArrayList<>();
    spans.calls().stream().map(TextToolCall::in).flatMap(Optional::stream).forEach(calls::add);
    calls.addAll(objects.calls());
    return calls;
  }
}
