package io.xiaozhimesh.ingress.internal;

import java.util.ArrayList;
import java.util.List;

/** Which sentences an answer has, and how much of each has been sent. Not thread-safe. */
final class PlayoutLedger {

  private static final class Line {
    private final String text;
    private int received;
    private int sent;
    private boolean ended;

    Line(String text) {
      this.text = text;
    }
  }

  private final List<Line> lines = new ArrayList<>();

  void sentence(String text) {
    lines.add(new Line(text));
  }

  int sentences() {
    return lines.size();
  }

  void received(int index) {
    lines.get(index).received++;
  }

  void ended(int index) {
    lines.get(index).ended = true;
  }

  void sent(int index) {
    lines.get(index).sent++;
  }

  /**
   * The words that have sounded when the last {@code unplayed} packets have not: whole sentences, and of the one that
   * was cut the share of its words that its sound had reached.
   */
  String heard(int unplayed) {
    List<String> heard = new ArrayList<>();
    int[] played = playedPerLine(unplayed);
    for (int i = 0; i < played.length && played[i] > 0; i++) {
      Line line = lines.get(i);
      heard.add(line.ended && played[i] == line.received ? line.text : share(line.text, played[i], line.received));
    }
    return String.join(" ", heard);
  }

  private int[] playedPerLine(int unplayed) {
    int[] played = lines.stream().mapToInt(l -> l.sent).toArray();
    int rest = unplayed;
    for (int i = played.length - 1; i >= 0 && rest > 0; i--) {
      int back = Math.min(rest, played[i]);
      played[i] -= back;
      rest -= back;
    }
    return played;
  }

  private static String share(String text, int played, int of) {
    int chars = (int) ((long) text.length() * played / of);
    if (chars >= text.length()) {
      return text;
    }
    int cut = text.lastIndexOf(' ', chars);
    int end = cut > 0 ? cut : chars;
    return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
