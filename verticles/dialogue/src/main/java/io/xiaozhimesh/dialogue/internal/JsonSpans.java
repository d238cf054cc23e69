package io.xiaozhimesh.dialogue.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes tool calls out of a stream that stand in it as bare JSON objects. An object is held back until its last brace;
 * one that is no call is let through then. Not thread-safe; one per answer.
 */
final class JsonSpans {

  private final StringBuilder held = new StringBuilder();
  private final List<TextToolCall> calls = new ArrayList<>();
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean seenQuote;

  /** Takes more text and returns what of it may be seen. */
  String accept(CharSequence chunk) {
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < chunk.length(); i++) {
      push(chunk.charAt(i), visible);
    }
    return visible.toString();
  }

  /** The text is at its end: an object that never closed is let through unless it looks like a call. */
  String finish() {
    String left = held.toString();
    boolean broken = left.contains("\"name\"") && (left.contains("\"arguments\"") || left.contains("\"parameters\""));
    forget();
    return broken ? "" : left;
  }

  /** The calls that have ended so far. */
  List<TextToolCall> calls() {
    return List.copyOf(calls);
  }

  private void push(char c, StringBuilder visible) {
    if (depth == 0 && c != '{') {
      visible.append(c);
      return;
    }
    held.append(c);
    count(c);
    if (depth == 0) {
      close(visible);
    } else if (isNoObject(c) || held.length() > HiddenSpans.CALL_CHARS_MAX) {
      visible.append(held);
      forget();
    }
  }

  private boolean isNoObject(char c) {
    boolean first = !seenQuote && held.length() > 1 && !Character.isWhitespace(c);
    seenQuote |= c == '"';
    return first && c != '"';
  }

  private void count(char c) {
    if (escaped) {
      escaped = false;
    } else if (inString) {
      escaped = c == '\\';
      inString = c != '"';
    } else {
      inString = c == '"';
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
  }

  private void close(StringBuilder visible) {
    TextToolCall.in(held.toString()).ifPresentOrElse(calls::add, () -> visible.append(held));
    forget();
  }

  private void forget() {
    held.setLength(0);
    depth = 0;
    inString = false;
    escaped = false;
    seenQuote = false;
  }
}
