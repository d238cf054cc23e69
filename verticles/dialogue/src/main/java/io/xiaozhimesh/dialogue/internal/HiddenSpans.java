package io.xiaozhimesh.dialogue.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes out of a stream what a model writes for itself: thoughts between {@code <think>} and {@code </think>}, and tool
 * calls between {@code <tool_call>} and {@code </tool_call>}, which are kept aside. A tag may be torn by any number of
 * chunk borders. A span that never ends hides the rest. Not thread-safe; one per answer.
 */
final class HiddenSpans {

  /** Longest tool call that is kept, in characters; the rest of a longer one is dropped. */
  static final int CALL_CHARS_MAX = 16_384;

  private static final Map<String, String> THOUGHTS = Map.of(
      "<think>", "</think>",
      "<thinking>", "</thinking>",
      "<thought>", "</thought>",
      "<reasoning>", "</reasoning>");
  private static final Map<String, String> CALLS = Map.of(
      "<tool_call>", "</tool_call>",
      "<function_call>", "</function_call>",
      "<|tool_call|>", "<|/tool_call|>");

  private final StringBuilder tag = new StringBuilder();
  private final StringBuilder call = new StringBuilder();
  private final List<String> calls = new ArrayList<>();
  private String closer;
  private boolean isCall;

  /** Takes more text and returns what of it may be seen. */
  String accept(CharSequence chunk) {
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < chunk.length(); i++) {
      push(chunk.charAt(i), visible);
    }
    return visible.toString();
  }

  /** The text is at its end: what was held back because it might have become a tag. */
  String finish() {
    if (closer != null) {
      closeSpan();
    }
    String left = tag.toString();
    tag.setLength(0);
    return left;
  }

  /** The tool calls that have ended so far. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  private void push(char c, StringBuilder visible) {
    if (c == '<' || tag.isEmpty()) {
      release(visible);
      if (c != '<') {
        pass(c, visible);
        return;
      }
    }
    tag.append(c);
    decide(tag.toString().toLowerCase(Locale.ROOT), visible);
  }

  private void decide(String soFar, StringBuilder visible) {
    if (closer != null) {
      if (soFar.equals(closer)) {
        tag.setLength(0);
        closeSpan();
      } else if (!closer.startsWith(soFar)) {
        release(visible);
      }
    } else if (THOUGHTS.containsKey(soFar) || CALLS.containsKey(soFar)) {
      isCall = CALLS.containsKey(soFar);
      closer = isCall ? CALLS.get(soFar) : THOUGHTS.get(soFar);
      tag.setLength(0);
    } else if (THOUGHTS.containsValue(soFar) || CALLS.containsValue(soFar)) {
      tag.setLength(0);
    } else if (!mayBecomeTag(soFar)) {
      release(visible);
    }
  }

  private static boolean mayBecomeTag(String soFar) {
    return starts(THOUGHTS, soFar) || starts(CALLS, soFar);
  }

  private static boolean starts(Map<String, String> tags, String soFar) {
    return tags.entrySet().stream().anyMatch(t -> t.getKey().startsWith(soFar) || t.getValue().startsWith(soFar));
  }

  private void release(StringBuilder visible) {
    for (int i = 0; i < tag.length(); i++) {
      pass(tag.charAt(i), visible);
    }
    tag.setLength(0);
  }

  private void pass(char c, StringBuilder visible) {
    if (closer == null) {
      visible.append(c);
    } else if (isCall && call.length() < CALL_CHARS_MAX) {
      call.append(c);
    }
  }

  private void closeSpan() {
    if (isCall) {
      calls.add(call.toString());
      call.setLength(0);
    }
    closer = null;
  }
}
