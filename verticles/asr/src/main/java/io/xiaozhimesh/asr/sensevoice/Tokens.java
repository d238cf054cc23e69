package io.xiaozhimesh.asr.sensevoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pieces of text that the model's output numbers stand for. Immutable. */
final class Tokens {

  /** The piece that stands for a blank, also in front of the first word. */
  static final char WORD_START = '\u2581';

  private final List<String> pieces;

  private Tokens(List<String> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Reads lines of "piece number" in any order; a line that is only a number stands for a blank.
   *
   * @throws IllegalStateException for a line that is neither
   */
  static Tokens read(Path file) throws IOException {
    return of(Files.readAllLines(file));
  }

  static Tokens of(List<String> lines) {
    List<String> pieces = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        put(pieces, line.stripTrailing());
      }
    }
    return new Tokens(pieces);
  }

  /** How many. */
  int size() {
    return pieces.size();
  }

  /** The piece of a number; "" for a number that has none. */
  String piece(int id) {
    return id < pieces.size() ? pieces.get(id) : "";
  }

  private static void put(List<String> pieces, String line) {
    int blank = line.lastIndexOf(' ');
    String piece = blank <= 0 ? String.valueOf(WORD_START) : line.substring(0, blank);
    int id = number(line.substring(blank + 1), line);
    while (pieces.size() <= id) {
      pieces.add("");
    }
    pieces.set(id, piece);
  }

  private static int number(String text, String line) {
    if (!text.matches("\\d{1,6}")) {
      throw new IllegalStateException("the tokens file has a line without a number: " + line);
    }
    return Integer.parseInt(text);
  }
}
