package io.xiaozhimesh.dialogue.streaming;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * Reads server-sent events: lines end in LF, CR or CRLF, a line with a colon first is a comment, the data lines of an
 * event are joined by newlines, an empty line ends the event. Only name and data matter here; an event that the stream's
 * end cuts off still counts, as services leave the last empty line out. Not thread-safe; one per response.
 */
final class EventStream {

  /** Longest line, in bytes. */
  static final int LINE_BYTES_MAX = 262_144;

  private final BiConsumer<String, String> onEvent;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean afterReturn;
  private boolean hasData;
  private String name = "";

  /** @param onEvent hears name ("" where there is none) and data of each event that has data */
  EventStream(BiConsumer<String, String> onEvent) {
    this.onEvent = onEvent;
  }

  /**
   * Takes bytes, torn anywhere.
   *
   * @throws IllegalArgumentException for a line or an event that is too long
   */
  void accept(byte[] bytes) {
    for (byte b : bytes) {
      boolean secondHalf = afterReturn && b == '\n';
      afterReturn = b == '\r';
      if (b == '\r' || b == '\n') {
        if (!secondHalf) {
          endLine();
        }
      } else {
        line.write(b);
        checkLength(line.size());
      }
    }
  }

  /** The stream is at its end. */
  void finish() {
    endLine();
    endEvent();
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isEmpty()) {
      endEvent();
    } else if (text.startsWith("data:")) {
      data.append(hasData ? "\n" : "").append(value(text, 5));
      hasData = true;
      checkLength(data.length());
    } else if (text.startsWith("event:")) {
      name = value(text, 6);
    }
  }

  private static String value(String line, int from) {
    return line.substring(line.startsWith(" ", from) ? from + 1 : from);
  }

  private void endEvent() {
    String itsName = name;
    name = "";
    if (hasData) {
      String event = data.toString();
      data.setLength(0);
      hasData = false;
      onEvent.accept(itsName, event);
    }
  }

  private static void checkLength(int length) {
    if (length > LINE_BYTES_MAX) {
      throw new IllegalArgumentException("an event is longer than " + LINE_BYTES_MAX + " bytes");
    }
  }
}
