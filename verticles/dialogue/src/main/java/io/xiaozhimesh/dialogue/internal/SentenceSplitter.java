package io.xiaozhimesh.dialogue.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of text into sentences that can be spoken, the first one as early as possible. Reads character by
 * character, so the borders of the chunks cannot change the result.
 *
 * <p>A sentence ends at 。！？； or a newline, or at . ! ? … followed by a blank or a Chinese character; not in a number,
 * an abbreviation, a link or a URL. Until the first sentence is out, a comma ends it too once it is long enough.
 * Fenced code is left out, other Markdown is removed, emoji are turned into emotions. Not thread-safe; one per answer.
 */
public final class SentenceSplitter {

  private static final String FENCE = "```";

  private final int charsMax;
  private final int firstCharsMin;
  private final StringBuilder segment = new StringBuilder();
  private final List<Sentence> ready = new ArrayList<>();
  private char highSurrogate;
  private boolean lineStart = true;
  private boolean inFence;
  private boolean afterMark;
  private boolean anythingOut;
  private String heldEmotion = "";

  /**
   * @param charsMax longest sentence, in UTF-16 units; at least 20
   * @param firstCharsMin from which length on a comma ends the first sentence, where a Chinese character counts two;
   *     {@link Integer#MAX_VALUE} for never
   */
  public SentenceSplitter(int charsMax, int firstCharsMin) {
    this.charsMax = charsMax;
    this.firstCharsMin = firstCharsMin;
  }

  /** Takes more of the text and returns the sentences that are complete with it. */
  public List<Sentence> accept(CharSequence chunk) {
    for (int i = 0; i < chunk.length(); i++) {
      pushUnit(chunk.charAt(i));
    }
    return drained();
  }

  /** The text is at its end: returns what is left. */
  public List<Sentence> finish() {
    endLine();
    return drained();
  }

  private List<Sentence> drained() {
    List<Sentence> now = List.copyOf(ready);
    ready.clear();
    return now;
  }

  private void pushUnit(char unit) {
    if (Character.isHighSurrogate(unit)) {
      highSurrogate = unit;
      return;
    }
    boolean pair = Character.isLowSurrogate(unit) && highSurrogate != 0;
    int safe = SafeCharacters.of(pair ? Character.toCodePoint(highSurrogate, unit) : unit);
    highSurrogate = 0;
    if (safe == '\n') {
      endLine();
    } else if (safe != SafeCharacters.DROPPED) {
      push(safe);
    }
  }

  private void push(int c) {
    if (inFence) {
      segment.appendCodePoint(c);
      keepFenceShort();
      return;
    }
    if (afterMark && endedBefore(c)) {
      return;
    }
    if (c == ' ' && segment.isEmpty()) {
      return;
    }
    segment.appendCodePoint(c);
    if (lineStart && FENCE.contentEquals(segment)) {
      inFence = true;
    } else {
      cutAfter(c);
    }
  }

  /** A mark stands before {@code c}: returns true when that made an end of which {@code c} is used up. */
  private boolean endedBefore(int c) {
    if (Breaks.isCloser(c)) {
      segment.appendCodePoint(c);
      return true;
    }
    afterMark = false;
    boolean blank = c == ' ';
    if ((blank || Scripts.isWide(c)) && markEndsSegment()) {
      cut(segment.length());
      return blank;
    }
    return false;
  }

  private boolean markEndsSegment() {
    int at = segment.length() - 1;
    while (at > 0 && Breaks.isCloser(segment.charAt(at))) {
      at--;
    }
    int mark = segment.charAt(at);
    if (Breaks.isClause(mark)) {
      return firstIsLongEnough();
    }
    return !Breaks.insideLink(segment)
        && !(mark == '.' && Breaks.endsInAbbreviation(segment.substring(0, at + 1), lineStart));
  }

  private void cutAfter(int c) {
    afterMark = Breaks.isEnd(c) || Breaks.isClause(c) && !anythingOut;
    boolean end = Breaks.isWideEnd(c) && !Breaks.insideLink(segment);
    if (end || Breaks.isWideClause(c) && firstIsLongEnough()) {
      cut(segment.length());
    } else if (segment.length() >= charsMax) {
      afterMark = false;
      cut(Breaks.lastResort(segment));
    }
  }

  private boolean firstIsLongEnough() {
    int weight = segment.codePoints().map(c -> Scripts.isWide(c) ? 2 : 1).sum();
    return !anythingOut && weight >= firstCharsMin && !Breaks.insideLink(segment);
  }

  private void endLine() {
    if (inFence) {
      boolean closed = segment.toString().strip().endsWith(FENCE) && !FENCE.contentEquals(segment);
      inFence = !closed;
      segment.setLength(0);
      segment.append(closed ? "" : "\n");
      lineStart = true;
      return;
    }
    cut(segment.length());
    lineStart = true;
    afterMark = false;
  }

  /** Of the code inside a fence only the end of the line matters. */
  private void keepFenceShort() {
    if (segment.length() > charsMax) {
      segment.delete(1, segment.length() - FENCE.length());
    }
  }

  private void cut(int length) {
    emit(segment.substring(0, length));
    segment.delete(0, length);
    lineStart = false;
  }

  private void emit(String raw) {
    String emotion = heldEmotion.isEmpty() ? Emoji.emotionIn(raw) : heldEmotion;
    String text = Markdown.removedFrom(Emoji.removedFrom(raw), lineStart);
    heldEmotion = emotion;
    for (int from = 0; from < text.length(); ) {
      int to = pieceEnd(text, from);
      emitPiece(text.substring(from, to).strip());
      from = to;
    }
  }

  private int pieceEnd(String text, int from) {
    return text.length() - from <= charsMax
        ? text.length()
        : from + Breaks.lastResort(text.substring(from, from + charsMax));
  }

  private void emitPiece(String text) {
    if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
      ready.add(new Sentence(text, heldEmotion));
      heldEmotion = "";
      anythingOut = true;
    }
  }
}
